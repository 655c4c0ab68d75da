"""Who may open which address and send to it: the one table to which every door is held, and which people can read.

A new address needs a line here; ``lines.py`` says how one is written. The page "Bảng phân quyền" is drawn from it.
"""

from minhchung.config.access.desk import DESK
from minhchung.config.access.feedback import FEEDBACK
from minhchung.config.access.house import HOUSE
from minhchung.config.access.lines import Line
from minhchung.config.access.rooms import GROUND, REGISTERS

#: Every address of the product, in the order of the house.
TABLE: tuple[Line, ...] = (*HOUSE, *REGISTERS, *DESK, *FEEDBACK, *GROUND)

__all__ = ["TABLE", "Line"]
