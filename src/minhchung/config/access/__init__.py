"""Who may open which address and send to it: the one table to which every door is held, and which people can read.

A new address needs a line here, or stands in a tree that has one; ``lines.py`` says how one is written. The page
"Bảng phân quyền" is drawn from it.
"""

from minhchung.config.access.desk import DESK
from minhchung.config.access.direction import DIRECTION
from minhchung.config.access.feedback import FEEDBACK
from minhchung.config.access.house import HOUSE
from minhchung.config.access.lines import Line, Tree
from minhchung.config.access.rooms import GROUND, REGISTERS
from minhchung.config.access.trees import TREES

#: Every address of the product, in the order of the house.
TABLE: tuple[Line, ...] = (*HOUSE, *REGISTERS, *DIRECTION, *DESK, *FEEDBACK, *GROUND)

__all__ = ["TABLE", "TREES", "Line", "Tree"]
