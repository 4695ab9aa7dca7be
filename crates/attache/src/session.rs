//! What the global arguments mean: the working parts of one run.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use attache_store::{Store, StoreError, sqlite::Sqlite};
use attache_text::words::Words;

use crate::{
    cli::global_args::GlobalArgs,
    effects::{Effects, SystemChance, SystemClock},
    failure::Failure,
    screen::Screen,
};

/// One run of the program.
pub(crate) struct Session {
    /// What it prints to.
    pub(crate) screen: Screen,
    /// Whether answers are JSON.
    pub(crate) json: bool,
    store: Option<PathBuf>,
    by: String,
    originator: String,
}

impl Session {
    /// Builds the working parts from what was typed.
    pub(crate) fn new(typed: &GlobalArgs) -> Self {
        Self {
            screen: Screen::new(typed.color.choice(), typed.width),
            json: typed.json,
            store: typed.store.clone(),
            by: typed.recorder.clone().filter(|name| !name.trim().is_empty()).unwrap_or("unnamed".into()),
            originator: typed.originator.clone(),
        }
    }

    /// Where the store lies: as given, else in the data folder of this user.
    pub(crate) fn store_path(&self) -> Result<PathBuf, Failure> {
        if let Some(path) = &self.store {
            return Ok(path.clone());
        }
        directories::ProjectDirs::from("", "", "attache")
            .map(|dirs| dirs.data_dir().join("attache.db"))
            .ok_or_else(|| {
                Failure::Usage("no home folder is known, so say where the store is: --store PATH".into())
            })
    }

    /// The store, made where there is none yet.
    pub(crate) fn open_or_make(&self) -> Result<Opened, Failure> {
        let path = self.store_path()?;
        if let Some(folder) = path.parent().filter(|_| self.store.is_none()) {
            std::fs::create_dir_all(folder).map_err(|cause| StoreError::CannotOpen {
                path: folder.to_owned(),
                cause: Box::new(cause),
            })?;
        }
        Ok(self.opened(Sqlite::open(&path)?))
    }

    /// The store, to record in; it must exist.
    pub(crate) fn open(&self) -> Result<Opened, Failure> {
        let path = self.existing()?;
        Ok(self.opened(Sqlite::open(&path)?))
    }

    /// The store, for questions only; it must exist.
    pub(crate) fn open_for_questions(&self) -> Result<Opened, Failure> {
        let path = self.existing()?;
        Ok(self.opened(Sqlite::open_read_only(&path)?))
    }

    /// The path of a store that exists.
    pub(crate) fn existing(&self) -> Result<PathBuf, Failure> {
        let path = self.store_path()?;
        if path.exists() { Ok(path) } else { Err(no_store(&path)) }
    }

    fn opened(&self, store: Sqlite) -> Opened {
        Opened { store: Box::new(store), by: self.by.clone(), originator: self.originator.clone() }
    }
}

fn no_store(path: &Path) -> Failure {
    Failure::Input(format!(
        "there is no store at {} yet: make one with `attache add FILE`, see `attache demo`, or name another with --store PATH",
        path.display()
    ))
}

/// An open store and what goes with it.
pub(crate) struct Opened {
    store: Box<dyn Store>,
    by: String,
    originator: String,
}

impl Opened {
    /// The store alone, for those who share it among threads.
    pub(crate) fn into_store(self) -> Arc<dyn Store> {
        Arc::from(self.store)
    }

    /// The effects of this run, by the clock of this machine.
    pub(crate) fn effects(&self) -> Effects<'_> {
        Effects {
            store: &*self.store,
            clock: &SystemClock,
            chance: &SystemChance,
            by: &self.by,
            originator: &self.originator,
        }
    }
}

/// The word tables.
pub(crate) fn words() -> Result<Words, Failure> {
    Ok(Words::built_in()?)
}

/// The word tables with the tagger that is built in.
pub(crate) fn reading_words() -> Result<Words, Failure> {
    Ok(words()?.with_tagger()?)
}
