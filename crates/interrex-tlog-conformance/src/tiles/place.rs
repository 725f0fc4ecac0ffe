//! Where the files of a log are: on the web, or in a folder.

use std::path::PathBuf;

use interrex_tlog::tiles::{Resource, Tile, TileReader};

use crate::file;
use crate::http::Client;

/// Where the files of a log are.
pub(super) enum Place {
    Web(Client, String),
    Folder(PathBuf),
}

/// A file, and its content type where it has one.
pub(super) struct File {
    pub(super) bytes: Vec<u8>,
    pub(super) content_type: Option<String>,
}

impl Place {
    pub(super) fn read(&self, path: &str) -> Result<File, String> {
        match self {
            Self::Folder(folder) => Ok(File {
                bytes: file::bytes(&folder.join(path))?,
                content_type: None,
            }),
            Self::Web(client, prefix) => {
                let answer = client.get(&format!("{prefix}/{path}"))?;
                match answer.status {
                    200 => Ok(File {
                        bytes: answer.body,
                        content_type: Some(answer.content_type),
                    }),
                    _ => Err(format!("{path}: {}", answer.told())),
                }
            }
        }
    }
}

impl TileReader for &Place {
    type Error = String;

    /// A partial tile may be gone where the full one is there.
    fn tile(&self, tile: Tile) -> Result<Vec<u8>, String> {
        let read = |tile: Tile| {
            let path = Resource::Tile(tile).to_string();
            exact(&path, self.read(&path)?.bytes, tile.span().width())
        };
        let full = || Tile::new(tile.level(), tile.span().full()).ok_or(String::new());
        match read(tile) {
            Err(error) if tile.span().is_partial() => full().and_then(read).map_err(|_| error),
            bytes => bytes,
        }
    }
}

/// The bytes of a tile, where they are as many as its path says. A reader that takes the first hashes of a wider one
/// would not notice.
fn exact(path: &str, bytes: Vec<u8>, width: u16) -> Result<Vec<u8>, String> {
    let (found, expected) = (bytes.len(), usize::from(width) * 32);
    if found == expected {
        Ok(bytes)
    } else {
        Err(format!(
            "{path}: {found} bytes where {expected} are expected"
        ))
    }
}
