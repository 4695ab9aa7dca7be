//! What comes in a file: a signed bundle of another attache node, or STIX objects of anybody.
//!
//! A signed bundle says whose it is, and is verified against that partner's key and against what was followed of
//! its log. Plain STIX says nothing of the kind: whose it is must be told. Either way the raw objects go into the
//! partner's inbox, and are judged there like those that came over the network.

use attache_core::partner::{PartnerId, PartnerState};
use attache_exchange::bundle::Bundle;
use attache_stix::{fault::ObjectFault, object::OwnedObject};
use attache_store::Setting;
use serde::Serialize;

use crate::{
    collections,
    effects::Effects,
    failure::Failure,
    node::Node,
    partnering,
    receiving::{
        self, Tally,
        arrival::{Arrived, Misfit, arrive, foresee},
    },
};

use form::{Form, STIX_LIMITS};

pub(crate) mod form;
mod sealed;
mod signed;

/// How many objects go into one transaction.
const BATCH: usize = 1000;
/// The bytes of an object that has no place in the inbox are kept up to this length.
const KEPT_BYTES: usize = 64 * 1024;

/// What is to be imported.
pub(crate) struct Asked<'a> {
    /// The file.
    pub(crate) bytes: Vec<u8>,
    /// A file with age identities, by which it may be decrypted.
    pub(crate) identities: Vec<Vec<u8>>,
    /// Whose it is, where that is told.
    pub(crate) from: Option<&'a PartnerId>,
    /// Whether it is only looked at.
    pub(crate) dry_run: bool,
}

/// How a signed bundle was verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Verdict {
    /// The log that it is of.
    pub(crate) log: String,
    /// How many leaves of the log are verified now.
    pub(crate) leaves: u64,
    /// When it was issued, by the sender's word.
    pub(crate) issued: Option<jiff::Timestamp>,
    /// Whether all that it holds was here before.
    pub(crate) known: bool,
}

/// What an import came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Imported {
    /// Whose it is.
    pub(crate) partner: PartnerId,
    /// What the file was.
    pub(crate) form: Form,
    /// Whether it was encrypted.
    pub(crate) encrypted: bool,
    /// How it was verified; plain STIX is not.
    pub(crate) verdict: Option<Verdict>,
    /// What arrived, or would.
    pub(crate) arrived: Arrived,
    /// What became of the objects.
    pub(crate) received: Tally,
}

/// Imports a file, or looks at it.
pub(crate) fn import(effects: &Effects<'_>, asked: Asked<'_>) -> Result<Imported, Failure> {
    let encrypted = sealed::is_sealed(&asked.bytes);
    let bytes = if encrypted { sealed::opened(&asked.bytes, &asked.identities)? } else { asked.bytes };
    let form = Form::of(&bytes);
    let node = Node::existing(effects.store)?;
    let roster = partnering::roster(effects.store)?;
    let (partner, load, verdict) = match form {
        Form::SignedBundle => {
            let bundle = Bundle::read(&bytes, &form::bundle_limits())
                .map_err(|cause| Failure::Input(format!("{cause}: nothing was imported")))?;
            let partner = signed::sender(effects, &roster, &bundle, asked.from)?;
            let (load, verdict) = signed::verified(effects, &node, &partner, &bundle)?;
            (partner.state, load, Some(verdict))
        }
        Form::StixBundle | Form::Lines => {
            let Some(from) = asked.from else {
                return Err(Failure::Usage(
                    "plain STIX does not prove whose it is: say so with --from PARTNER".into(),
                ));
            };
            let state = partnering::known(&roster, from)?.clone();
            (state, Load { objects: form::objects(form, &bytes)?, settings: Vec::new() }, None)
        }
    };
    let work = Work { effects, partner: &partner, node: &node, dry_run: asked.dry_run };
    let (arrived, received) = work.put(load)?;
    Ok(Imported { partner: partner.partner.id.clone(), form, encrypted, verdict, arrived, received })
}

/// What is to be put into an inbox, with the settings that belong to the last of it.
struct Load {
    objects: Vec<Read>,
    settings: Vec<Setting>,
}

/// An object, or what stands in the place of one.
type Read = Result<OwnedObject, Misfit>;

/// One object by its bytes.
fn object(bytes: &[u8]) -> Read {
    OwnedObject::read(bytes, &STIX_LIMITS).map_err(|why| misfit(bytes, &why))
}

fn misfit(bytes: &[u8], why: &ObjectFault) -> Misfit {
    #[derive(serde::Deserialize)]
    struct Only {
        id: String,
    }
    let id = serde_json::from_slice::<Only>(bytes).ok().map(|only| only.id.chars().take(80).collect());
    let kept = (bytes.len() <= KEPT_BYTES).then(|| bytes.into());
    Misfit { id, why: why.to_string(), bytes: kept }
}

struct Work<'a> {
    effects: &'a Effects<'a>,
    partner: &'a PartnerState,
    node: &'a Node,
    dry_run: bool,
}

impl Work<'_> {
    fn put(&self, load: Load) -> Result<(Arrived, Tally), Failure> {
        let id = &self.partner.partner.id;
        if self.partner.suspended {
            return Err(Failure::Input(format!("exchange with {id} rests: nothing was imported")));
        }
        let inbox = collections::inbox(self.node, self.partner).id;
        let mut arrived = Arrived::default();
        let mut objects = load.objects.into_iter().peekable();
        let mut settings = load.settings;
        loop {
            let (mut keep, mut misfits) = (Vec::new(), Vec::new());
            for one in objects.by_ref().take(BATCH) {
                match one {
                    Ok(object) => keep.push(object),
                    Err(misfit) => misfits.push(misfit),
                }
            }
            let last = objects.peek().is_none();
            if self.dry_run {
                arrived.add(foresee(self.effects, inbox, &keep, &misfits)?);
            } else {
                // What says how far the log was followed is kept with the last of its objects, not before.
                let settings = if last { std::mem::take(&mut settings) } else { Vec::new() };
                arrived.add(arrive(self.effects, id, inbox, keep, &misfits, settings)?);
            }
            if last {
                break;
            }
        }
        let received = if self.dry_run { Tally::default() } else { receiving::receive(self.effects, id)? };
        Ok((arrived, received))
    }
}
