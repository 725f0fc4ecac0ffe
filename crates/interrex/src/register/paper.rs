//! The files of an order: an earlier order and its sheet are written anew, and nothing else that is there.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use super::folder::write;

/// With this an order file begins.
const ORDER: &[u8] = b"{\"schema\":\"interrex.order/";

/// With this a sheet begins.
const SHEET: &[u8] =
    b"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Order</title>";

/// Refuses the names of files before an order is issued that could not be written there.
pub(super) fn may_be_written(order: &Path, sheet: &Path) -> Result<(), String> {
    if order == sheet {
        return Err(format!(
            "`{}` is the name of the sheet, which is written beside the order; name the order otherwise: `--output \
             law.order`",
            order.display()
        ));
    }
    is_free(order, ORDER)?;
    is_free(sheet, SHEET).map(|_| ())
}

/// Writes the order.
pub(super) fn write_order(path: &Path, bytes: &[u8]) -> Result<(), String> {
    written(path, ORDER, bytes)
}

/// Writes the sheet.
pub(super) fn write_sheet(path: &Path, bytes: &[u8]) -> Result<(), String> {
    written(path, SHEET, bytes)
}

fn written(path: &Path, begins: &[u8], bytes: &[u8]) -> Result<(), String> {
    is_free(path, begins)?;
    write(path, bytes)
}

/// Whether nothing is there. A file of the same form may be written anew.
fn is_free(path: &Path, begins: &[u8]) -> Result<bool, String> {
    let fault = |error: io::Error| format!("cannot read `{}`: {error}", path.display());
    let kind = match fs::symlink_metadata(path) {
        Ok(found) => found.file_type(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(fault(error)),
    };
    let mut first = Vec::new();
    if kind.is_file() {
        let file = fs::File::open(path).map_err(fault)?;
        let mut file = file.take(begins.len() as u64);
        file.read_to_end(&mut first).map_err(fault)?;
    }
    if kind.is_file() && first == begins {
        return Ok(false);
    }
    let what = if kind.is_symlink() {
        "is a link"
    } else {
        "is there already, and is no order or sheet of an earlier one"
    };
    Err(format!(
        "`{}` {what}; name another file with `--output`",
        path.display()
    ))
}
