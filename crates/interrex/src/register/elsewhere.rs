//! Logs and plans of other sites: in a folder, on a stick, at an address, or in an object store.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use interrex_log::copy::Source;
use interrex_log::disk::Disk as _;
use interrex_register::trust::Trust;
use interrex_tlog::tiles::{Resource, Span, Tile, TileReader};
use interrex_tlog::witness::origin_hash;

use super::args::StoreArgs;
use super::client::Client;
use super::disk::Folder;
use super::folder::{folder_name, log_folders, plan_files};
use super::publish::{plan_of, plan_path};
use super::store::{SCHEME, Store};

/// A place at which logs and plans of other sites are.
pub(super) enum Place {
    /// A register.
    Folder(PathBuf),
    /// The address of a register that a web server serves, of a mirror, or of what an object store shows everybody.
    Http(Client, String),
    Store(Rc<Store>),
}

/// Where the files of one log are.
pub(super) enum Elsewhere {
    Folder(Folder),
    Http(Client, String),
    Store(Rc<Store>, String),
}

impl Place {
    pub(super) fn of(place: &str, args: &StoreArgs) -> Result<Self, String> {
        if place.starts_with(SCHEME) {
            return Ok(Self::Store(Rc::new(Store::open(place, args)?)));
        }
        if place.starts_with("http://") || place.starts_with("https://") {
            let address = place.trim_end_matches('/').to_owned();
            return Ok(Self::Http(Client::new(), address));
        }
        Ok(Self::Folder(place.into()))
    }

    /// Where logs may be, and the log that is to be found there where its name says so: all that are in a folder;
    /// elsewhere nothing is listed, and the sites of the trust file are asked for by name.
    pub(super) fn logs(&self, trust: &Trust) -> Result<Vec<(Elsewhere, Option<String>)>, String> {
        let sites = trust.sites.iter();
        let origins = sites.clone().map(|site| site.log.name().to_owned());
        Ok(match self {
            Self::Folder(folder) => log_folders(folder)?
                .iter()
                .map(|log| (Elsewhere::Folder(Folder::read_only(log)), None))
                .collect(),
            Self::Http(client, address) => {
                let at = |path: &str| Elsewhere::Http(client.clone(), format!("{address}/{path}"));
                let seen = sites.map(|site| (at(&format!("seen/{}", site.name)), None));
                let named = origins.map(|origin| (at(&origin_hash(&origin)), Some(origin)));
                let own = [(at("log"), None)].into_iter();
                own.chain(seen).chain(named).collect()
            }
            Self::Store(store) => origins
                .map(|origin| {
                    let path = origin_hash(&origin);
                    (Elsewhere::Store(Rc::clone(store), path), Some(origin))
                })
                .collect(),
        })
    }

    /// The files of a plan, compared with its digest; nothing where they are not there.
    pub(super) fn plan(&self, digest: &str) -> Result<Option<Vec<(String, String)>>, String> {
        let path = plan_path(digest);
        let (bytes, told) = match self {
            Self::Folder(from) => {
                let folder = from.join("plans").join(folder_name(digest));
                if !folder.is_dir() {
                    return Ok(None);
                }
                let files = plan_files(&folder)?;
                let folder = folder.display();
                let other = format!("`{folder}` is not the plan that its name says");
                let is_it = interrex_plan::digest(&files) == digest;
                return if is_it { Ok(Some(files)) } else { Err(other) };
            }
            Self::Http(client, address) => {
                let url = format!("{address}/{path}");
                (get(client, &url)?, url)
            }
            Self::Store(store) => {
                let found = store.get(&path)?;
                (found.map(|object| object.bytes), store.told(&path))
            }
        };
        let files = bytes.map(|bytes| plan_of(&bytes, digest)).transpose();
        files.map_err(|error| format!("{told}: {error}"))
    }
}

impl Elsewhere {
    /// An address, a place in an object store, or a folder: of the log of this origin, or of a register whose own
    /// log it is.
    pub(super) fn of(place: &str, origin: &str, args: &StoreArgs) -> Result<Self, String> {
        Ok(match Place::of(place, args)? {
            Place::Http(client, address) => Self::Http(client, address),
            Place::Store(store) => Self::Store(store, origin_hash(origin)),
            Place::Folder(place) => {
                let own = place.join("log");
                let is_register = own.join("checkpoint").exists();
                let place: &Path = if is_register { &own } else { &place };
                Self::Folder(Folder::read_only(place))
            }
        })
    }

    /// The signed head, as it stands there; nothing where there is none.
    pub(super) fn head(&self) -> Result<Option<Vec<u8>>, String> {
        self.find("checkpoint")
    }

    fn find(&self, path: &str) -> Result<Option<Vec<u8>>, String> {
        match self {
            Self::Folder(folder) => folder.read(path).map_err(|error| error.to_string()),
            Self::Http(client, prefix) => get(client, &format!("{prefix}/{path}")),
            Self::Store(store, prefix) => {
                let found = store.get(&format!("{prefix}/{path}"))?;
                Ok(found.map(|object| object.bytes))
            }
        }
    }

    /// A file, or the full one in its place: what has grown full need not be kept in parts.
    fn file(&self, resource: &Resource, full: &Resource) -> Result<Vec<u8>, String> {
        let path = resource.to_string();
        let mut found = self.find(&path)?;
        if found.is_none() && full != resource {
            found = self.find(&full.to_string())?;
        }
        found.ok_or_else(|| format!("`{path}` is missing"))
    }
}

fn get(client: &Client, url: &str) -> Result<Option<Vec<u8>>, String> {
    let answer = client.get(url)?;
    match answer.status {
        200 => Ok(Some(answer.body)),
        404 => Ok(None),
        status => Err(format!("{url}: status {status}")),
    }
}

impl TileReader for Elsewhere {
    type Error = String;

    fn tile(&self, tile: Tile) -> Result<Vec<u8>, String> {
        let full = Tile::new(tile.level(), tile.span().full()).unwrap_or(tile);
        self.file(&Resource::Tile(tile), &Resource::Tile(full))
    }
}

impl Source for Elsewhere {
    fn bundle(&self, span: Span) -> Result<Vec<u8>, String> {
        self.file(&Resource::Entries(span), &Resource::Entries(span.full()))
    }
}
