//! `attache log`: the logs of what went out, and proofs from them.

use std::path::{Path, PathBuf};

use attache_core::{collection::CollectionId, recipient::Recipient};
use clap::{Args, Subcommand};
use serde_json::json;

use crate::{
    failure::{Failure, Outcome},
    node::Node,
    palette::{BAD, GOOD, styled},
    partnering,
    proving::{self, Verified},
    resolving,
    session::Session,
    visible::{visible, visible_line},
    wording::counted,
};

/// Most bytes that are read of a proof, a checkpoint or an object.
const MOST_BYTES: u64 = 16 << 20;

/// Verify the logs of what went out, and prove to others what was given
#[derive(Args, Debug)]
#[command(
    after_help = "Everything that goes to a partner is a leaf of a Merkle log that only grows. A checkpoint signs its length and\n\
    root; whoever has one can tell later whether anything before it was changed or taken out.\n\n\
    Examples:\n  attache log verify\n  attache log checkpoint --to kyiv-desk > today.checkpoint\n  \
    attache log verify --to kyiv-desk --checkpoint today.checkpoint\n  \
    attache log prove 8f14e45f --to kyiv-desk > given.tlog-proof\n  \
    attache log check given.tlog-proof --verifier NAME+HASH+KEY"
)]
pub(crate) struct LogArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Compute our own logs anew from what lies in the collections, and compare
    Verify {
        /// Only the log of this partner or group
        #[arg(long, value_name = "WHO")]
        to: Option<Recipient>,
        /// Only the log of this collection
        #[arg(long, value_name = "UUID", conflicts_with = "to")]
        collection: Option<uuid::Uuid>,
        /// A checkpoint printed before: the log must still begin with what it signs
        #[arg(long, value_name = "FILE")]
        checkpoint: Option<PathBuf>,
    },
    /// Print the signed checkpoint of a log
    Checkpoint {
        /// Of what went to this partner or group
        #[arg(long, value_name = "WHO")]
        to: Recipient,
    },
    /// Print the proof that a claim went to a partner; it can be mailed and checked without the store
    Prove {
        /// Beginning of the claim's id
        claim: String,
        /// To whom it went
        #[arg(long, value_name = "WHO")]
        to: Recipient,
    },
    /// Check a proof that somebody sent; needs no store and no network
    Check {
        /// The proof
        file: PathBuf,
        /// The verifier key of whoever gave the object, as `attache partner show` prints it there
        #[arg(long, value_name = "KEY")]
        verifier: String,
        /// The object, where the proof does not hold it
        #[arg(long, value_name = "FILE")]
        object: Option<PathBuf>,
    },
}

/// Does what was typed.
pub(crate) fn run(args: &LogArgs, session: &mut Session) -> Result<Outcome, Failure> {
    match &args.what {
        What::Verify { to, collection, checkpoint } => {
            verify(to.as_ref(), *collection, checkpoint.as_deref(), session)
        }
        What::Checkpoint { to } => {
            let opened = session.open_for_questions()?;
            let store = opened.effects().store;
            let node = Node::existing(store)?;
            let id = proving::collection(&node, &partnering::roster(store)?, to)?;
            let note = proving::checkpoint(store, &node, id)?;
            print_text(session, "checkpoint", &note)
        }
        What::Prove { claim, to } => {
            let opened = session.open_for_questions()?;
            let store = opened.effects().store;
            let state = resolving::claim(store, claim)?;
            let proof = proving::prove(store, &Node::existing(store)?, &state, to)?;
            print_text(session, "proof", &proof)
        }
        What::Check { file, verifier, object } => check(file, verifier, object.as_deref(), session),
    }
}

/// A text as it is: each line of it means something. With `--json` it is one value.
fn print_text(session: &mut Session, name: &str, text: &[u8]) -> Result<Outcome, Failure> {
    if session.json {
        let row = json!({ name: String::from_utf8_lossy(text) });
        return session.screen.json(&row).map(|()| Outcome::Done);
    }
    session.screen.raw().write_all(text)?;
    Ok(Outcome::Done)
}

fn verify(
    to: Option<&Recipient>,
    collection: Option<uuid::Uuid>,
    checkpoint: Option<&Path>,
    session: &mut Session,
) -> Result<Outcome, Failure> {
    let opened = session.open_for_questions()?;
    let store = opened.effects().store;
    let node = Node::existing(store)?;
    let roster = partnering::roster(store)?;
    let mut found = Vec::new();
    for one in proving::recipients(&roster) {
        let id = proving::collection(&node, &roster, &one)?;
        let wanted = to.is_none_or(|to| *to == one) && collection.is_none_or(|uuid| CollectionId(uuid) == id);
        if wanted {
            found.push((one, id));
        }
    }
    if found.is_empty() {
        return Err(Failure::Input("there is no such log: `attache partner list` shows the partners".into()));
    }
    if checkpoint.is_some() && found.len() > 1 {
        return Err(Failure::Usage("say of which log the checkpoint is: --to WHO".into()));
    }
    let mut outcome = Outcome::Done;
    for (one, id) in found {
        let older = match checkpoint {
            Some(path) => Some(proving::own_checkpoint(&node, id, &read(path)?)?),
            None => None,
        };
        let verified = proving::verify(store, &node, &roster, &one, older.as_ref())?;
        if !verified.faults.is_empty() {
            outcome = Outcome::SomethingWrong;
        }
        tell(session, &verified)?;
    }
    Ok(outcome)
}

fn tell(session: &mut Session, verified: &Verified) -> Result<(), Failure> {
    if session.json {
        return session.screen.json(verified);
    }
    let leaves = counted(usize::try_from(verified.leaves).unwrap_or(usize::MAX), "object");
    if verified.faults.is_empty() {
        let told = format!("{}: {leaves}, root {}: as released", verified.to, verified.root);
        return session.screen.line(styled(GOOD, &told));
    }
    let told = format!("{}: {leaves}: not as released", verified.to);
    session.screen.line(styled(BAD, &told))?;
    verified.faults.iter().try_for_each(|fault| session.screen.line(format!("  {}", visible_line(fault))))
}

fn check(
    file: &Path,
    verifier: &str,
    object: Option<&Path>,
    session: &mut Session,
) -> Result<Outcome, Failure> {
    let object = object.map(read).transpose()?;
    let proven = proving::check(&read(file)?, verifier, object.as_deref())?;
    let text = String::from_utf8_lossy(&proven.object);
    if session.json {
        session.screen.json(&json!({
            "log": proven.checkpoint.origin(),
            "leaves": proven.checkpoint.size(),
            "leaf": proven.leaf,
            "object": text,
        }))?;
        return Ok(Outcome::Done);
    }
    let told = format!(
        "proven: leaf {} of the log {} of {} leaves",
        proven.leaf,
        proven.checkpoint.origin(),
        proven.checkpoint.size()
    );
    session.screen.line(styled(GOOD, &visible_line(&told)))?;
    session.screen.line(visible(&text))?;
    Ok(Outcome::Done)
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path);
    file.and_then(|file| file.take(MOST_BYTES).read_to_end(&mut bytes))
        .map_err(|cause| Failure::Input(format!("{} cannot be read ({cause})", path.display())))?;
    Ok(bytes)
}
