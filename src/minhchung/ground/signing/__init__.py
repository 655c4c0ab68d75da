"""The installation's own key: what is signed with it was drawn up here and has not been changed since.

It is an Ed25519 key made by this installation, and no more than that: no certificate says whose it is, so it makes no
digital signature under Luật Giao dịch điện tử and stands for none of Ban Cơ yếu Chính phủ.
"""
