# Minh Chứng: the only commands that people and CI call.
.DEFAULT_GOAL := help
.PHONY: help environment demo test check format fresh bench

help:
	@echo "make demo      cài đặt, tạo cơ quan mẫu, lập báo cáo, mở trang web (set up, build the report, serve; SERVE=0: do not serve)"
	@echo "make test      cài đặt và chạy mọi phép thử (set up and run all tests)"
	@echo "make check     kiểm tra cách viết, kiểu và ranh giới các phòng (style, types, import contracts)"
	@echo "make format    sửa cách viết theo quy ước (format the code)"
	@echo "make bench     đo tốc độ so với công cụ khác (measure against peers)"
	@echo "make fresh     thử hai lệnh đầu trên Debian 12 trống; cần root (both commands in a bare Debian 12; needs root)"

environment:
	@bash scripts/environment.sh

demo: environment
	@.venv/bin/minhchung demo --data-dir var $(if $(filter 0,$(SERVE)),--no-serve)

test: environment
	@bash scripts/packages.sh
	@bash scripts/test.sh

check: environment
	@bash scripts/check.sh

format: environment
	@.venv/bin/ruff check --quiet --fix-only .
	@.venv/bin/ruff format --quiet .

bench: environment
	@bash scripts/bench.sh

fresh:
	@bash scripts/fresh.sh
