//! Workbooks and comma-separated tables, in and out.
