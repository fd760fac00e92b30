"""What is said at the end: the conclusion, its reasons, differences, ageing and turning points."""
