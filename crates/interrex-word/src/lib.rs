//! A report as a Word document, and the tables of one read back.
