//! The log of another site: in a folder, on a stick, or at an address.

use std::path::Path;

use interrex_log::copy::Source;
use interrex_log::disk::Disk as _;
use interrex_tlog::tiles::{Resource, Span, Tile, TileReader};

use super::client::Client;
use super::disk::Folder;

/// Where the files of another log are.
#[derive(Debug)]
pub(super) enum Elsewhere {
    Folder(Folder),
    Http(Client, String),
}

impl Elsewhere {
    /// An address, or a folder: of a log, or of a register whose own log it is.
    pub(super) fn of(place: &str) -> Self {
        if place.starts_with("http://") || place.starts_with("https://") {
            return Self::Http(Client::new(), place.trim_end_matches('/').to_owned());
        }
        let place = Path::new(place);
        let own = place.join("log");
        let is_register = own.join("checkpoint").exists();
        Self::Folder(Folder::read_only(if is_register { &own } else { place }))
    }

    /// The signed head, as it stands there; nothing where there is none.
    pub(super) fn head(&self) -> Result<Option<Vec<u8>>, String> {
        self.find("checkpoint")
    }

    fn find(&self, path: &str) -> Result<Option<Vec<u8>>, String> {
        match self {
            Self::Folder(folder) => folder.read(path).map_err(|error| error.to_string()),
            Self::Http(client, prefix) => {
                let url = format!("{prefix}/{path}");
                let answer = client.get(&url)?;
                match answer.status {
                    200 => Ok(Some(answer.body)),
                    404 => Ok(None),
                    status => Err(format!("{url}: status {status}")),
                }
            }
        }
    }

    fn file(&self, resource: &Resource) -> Result<Vec<u8>, String> {
        let path = resource.to_string();
        self.find(&path)?
            .ok_or_else(|| format!("`{path}` is missing"))
    }
}

impl TileReader for Elsewhere {
    type Error = String;

    fn tile(&self, tile: Tile) -> Result<Vec<u8>, String> {
        self.file(&Resource::Tile(tile))
    }
}

impl Source for Elsewhere {
    fn bundle(&self, span: Span) -> Result<Vec<u8>, String> {
        self.file(&Resource::Entries(span))
    }
}
