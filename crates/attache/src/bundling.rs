//! What went to a partner as one signed file, for an air gap. Making it counts as a delivery: the file leaves.

use std::{io::Write as _, path::Path};

use age::x25519;
use attache_core::{
    collection::CollectionId,
    partner::{GroupName, PartnerId, PartnerState},
    recipient::Recipient,
};
use attache_exchange::{
    bundle::{Bundle, BundleContent},
    checkpoint::{Checkpoint, origin_of},
};
use attache_stix::stix_time::StixTime;
use attache_store::{Commit, Entry, Fetch, PageQuery, Store, VersionMatch};
use jiff::Timestamp;

use crate::{
    effects::Effects,
    failure::Failure,
    log_keeping,
    node::Node,
    partnering, proving,
    redeciding::{self, Redecided},
};

/// How many entries are read at once.
const PAGE: usize = 500;

/// What is to be bundled, for whom.
pub(crate) struct Wanted<'a> {
    /// For whom.
    pub(crate) partner: &'a PartnerId,
    /// Of the collection of this group of theirs; of their own where none is named.
    pub(crate) group: Option<&'a GroupName>,
    /// The first leaf.
    pub(crate) since: Since<'a>,
    /// To whom it is encrypted; nobody: it is signed and not encrypted.
    pub(crate) recipients: &'a [x25519::Recipient],
}

/// Where a bundle begins.
pub(crate) enum Since<'a> {
    /// At this leaf, from 0.
    Leaf(u64),
    /// Behind the leaves that a checkpoint of the same log signs.
    Checkpoint(&'a [u8]),
}

/// A bundle that was made.
pub(crate) struct Bundled {
    /// Its first leaf.
    pub(crate) first: u64,
    /// The leaf behind its last one.
    pub(crate) end: u64,
    /// What was called back before, since its time had passed.
    pub(crate) followed: Redecided,
}

/// The name by which the recipient of a bundle knows itself: its STIX identity, by which it can tell that the bundle
/// is for it.
pub(crate) fn name_of(state: &PartnerState) -> Result<&str, Failure> {
    state.partner.identity.as_deref().ok_or_else(|| {
        let id = &state.partner.id;
        Failure::Input(format!(
            "the identity of {id} is not known, and a bundle names for whom it is: `attache partner set {id} --identity identity--UUID` (they see theirs with `attache partner show`)"
        ))
    })
}

/// Writes the bundle to a file, and records that it went.
pub(crate) fn bundle(
    effects: &Effects<'_>,
    wanted: &Wanted<'_>,
    path: &Path,
    force: bool,
) -> Result<Bundled, Failure> {
    // What may be out no longer is called back before anything leaves.
    let followed = redeciding::tick(effects)?;
    let store = effects.store;
    let node = Node::existing(store)?;
    let roster = partnering::roster(store)?;
    let state = partnering::known(&roster, wanted.partner)?;
    if state.suspended {
        return Err(Failure::Input(format!(
            "exchange with {} rests: nothing is made for it",
            wanted.partner
        )));
    }
    let to = collection_of(state, wanted)?;
    let id = proving::collection(&node, &roster, &to)?;
    let now = effects.clock.now();
    let made = Made { store, node: &node, id, now }.make(name_of(state)?, &wanted.since)?;
    let bytes = sealed(made.bytes, wanted.recipients)?;
    let fetch =
        Fetch { collection: id, partner: wanted.partner.clone(), from: made.from, to: made.to, at: now };
    put(path, &bytes, force, || {
        store.commit(&Commit { now, fetches: vec![fetch], ..Commit::default() })?;
        Ok(())
    })?;
    Ok(Bundled { first: made.first, end: made.end, followed })
}

fn collection_of(state: &PartnerState, wanted: &Wanted<'_>) -> Result<Recipient, Failure> {
    let Some(group) = wanted.group else { return Ok(Recipient::Partner(wanted.partner.clone())) };
    if state.partner.groups.contains(group) {
        Ok(Recipient::Group(group.clone()))
    } else {
        Err(Failure::Input(format!("{} is no member of {group}", wanted.partner)))
    }
}

struct Made<'a> {
    store: &'a dyn Store,
    node: &'a Node,
    id: CollectionId,
    now: Timestamp,
}

struct Contents {
    bytes: Vec<u8>,
    from: i64,
    to: i64,
    first: u64,
    end: u64,
}

impl Made<'_> {
    fn make(&self, recipient: &str, since: &Since<'_>) -> Result<Contents, Failure> {
        let key = log_keeping::key(self.node)?;
        let origin = origin_of(key.verifier().name(), self.id);
        let note = proving::checkpoint(self.store, self.node, self.id)?;
        let checkpoint = Checkpoint::open(&note, key.verifier(), &origin).map_err(unmade)?;
        let first = match since {
            Since::Leaf(leaf) => *leaf,
            Since::Checkpoint(note) => Checkpoint::open(note, key.verifier(), &origin)
                .map_err(|fault| Failure::Input(format!("--since: {fault}")))?
                .size(),
        };
        let entries = self.entries(first, checkpoint.size())?;
        let (Some(begin), Some(last)) = (entries.first(), entries.last()) else {
            return Err(Failure::Input(format!(
                "there is nothing to bundle: the log has {} leaves, and leaf {first} was asked for first",
                checkpoint.size()
            )));
        };
        let before = proving::replay(self.store, self.id, first)?;
        let added = Timestamp::from_microsecond(last.position).map_err(unmade)?;
        let content = BundleContent {
            recipient,
            issued: self.now,
            before: &before,
            checkpoint: &checkpoint,
            last_added: StixTime::try_from(added).map_err(unmade)?,
        };
        let objects = entries.iter().map(|entry| entry.bytes.as_slice());
        let bytes = Bundle::write(&content, objects, &key).map_err(unmade)?;
        Ok(Contents { bytes, from: begin.position, to: last.position, first, end: checkpoint.size() })
    }

    /// The entries from one leaf up to another.
    fn entries(&self, first: u64, end: u64) -> Result<Vec<Entry>, Failure> {
        let Some(begin) = self.store.leaf(self.id, first)? else { return Ok(Vec::new()) };
        let mut query = PageQuery {
            collection: self.id,
            after: begin.position.saturating_sub(1),
            limit: PAGE,
            objects: Vec::new(),
            types: Vec::new(),
            versions: VersionMatch { all: true, ..VersionMatch::default() },
            bytes: true,
            room: usize::MAX,
        };
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let page = self.store.page(&query)?;
            let more = page.more;
            entries
                .extend(page.entries.into_iter().filter(|entry| entry.leaf.is_some_and(|leaf| leaf < end)));
            match entries.last().filter(|_| more) {
                Some(last) if last.position > query.after => query.after = last.position,
                _ => return Ok(entries),
            }
        }
    }
}

fn unmade(cause: impl std::fmt::Display) -> Failure {
    Failure::Input(format!("the bundle cannot be made: {cause}"))
}

/// Encrypted to the recipients (age), where there are any.
fn sealed(clear: Vec<u8>, recipients: &[x25519::Recipient]) -> Result<Vec<u8>, Failure> {
    if recipients.is_empty() {
        return Ok(clear);
    }
    let each = recipients.iter().map(|recipient| recipient as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(each).map_err(unmade)?;
    let mut out = Vec::with_capacity(clear.len());
    let written = encryptor.wrap_output(&mut out).and_then(|mut writer| {
        writer.write_all(&clear)?;
        writer.finish()
    });
    written.map_err(unmade)?;
    Ok(out)
}

/// Puts a file there whole or not at all, readable by its owner alone. What is done in between, `before`, must work
/// before the file gets its name.
fn put(
    path: &Path,
    bytes: &[u8],
    force: bool,
    before: impl FnOnce() -> Result<(), Failure>,
) -> Result<(), Failure> {
    let failed = |cause: std::io::Error| match cause.kind() {
        std::io::ErrorKind::AlreadyExists => {
            Failure::Input(format!("{} is there already: name another file, or --force", path.display()))
        }
        _ => Failure::Input(format!("{} cannot be written ({cause})", path.display())),
    };
    if !force && path.exists() {
        return Err(failed(std::io::ErrorKind::AlreadyExists.into()));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Made with mode 0600 where there are modes.
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    before()?;
    let named = if force { file.persist(path) } else { file.persist_noclobber(path) };
    named.map(|_| ()).map_err(|error| failed(error.error))
}
