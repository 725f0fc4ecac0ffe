//! A plan as tables, and changes to the tables as changes to its text.
