//! `attache bundle`: what went to a partner as one file, for an air gap.

use std::path::{Path, PathBuf};

use age::x25519;
use attache_core::partner::{GroupName, PartnerId};
use clap::Args;
use serde_json::json;

use crate::{
    bundling::{self, Since, Wanted},
    cli::recalled,
    failure::{Failure, Outcome},
    palette::{FAINT, GOOD, styled},
    session::Session,
    visible::visible_line,
};

/// Most bytes that are read of a checkpoint or of a list of recipients.
const MOST_BYTES: u64 = 1 << 20;

/// Write what went to a partner into one signed file, to be carried there
#[derive(Args, Debug)]
#[command(
    after_help = "The file holds the objects as they went, the place of each in the log, and a signature; the partner reads it\n\
    with `attache import`. Without recipients it is signed, not encrypted. Making it is recorded as a delivery.\n\
    Recipients are age public keys (age1…), made by `age-keygen` at the partner's.\n\n\
    Examples:\n  attache bundle --to kyiv-desk december.bundle\n  \
    attache bundle --to kyiv-desk --since 120 --recipient age1… january.bundle"
)]
pub(crate) struct BundleArgs {
    /// The file to write
    file: PathBuf,
    /// For whom
    #[arg(long, value_name = "PARTNER")]
    to: PartnerId,
    /// Of what went to this group of the partner's, instead of to the partner itself
    #[arg(long, value_name = "GROUP")]
    group: Option<GroupName>,
    /// Where to begin: the number of a leaf, or a file with the checkpoint up to which the partner has all [default:
    /// from the first leaf]
    #[arg(long, value_name = "LEAF|FILE")]
    since: Option<String>,
    /// An age public key to encrypt to; may be given several times
    #[arg(long, value_name = "age1…", value_parser = recipient)]
    recipient: Vec<x25519::Recipient>,
    /// A file with one such key a line
    #[arg(long, value_name = "FILE")]
    recipients_file: Option<PathBuf>,
    /// Overwrite the file if it is there
    #[arg(long)]
    force: bool,
}

fn recipient(text: &str) -> Result<x25519::Recipient, String> {
    text.parse().map_err(|_| "an age public key begins with age1".to_owned())
}

/// Writes it.
pub(crate) fn run(args: &BundleArgs, session: &mut Session) -> Result<Outcome, Failure> {
    let mut recipients = args.recipient.clone();
    if let Some(path) = &args.recipients_file {
        recipients.extend(listed(path)?);
    }
    let opened = session.open()?;
    let note;
    let since = match args.since.as_deref().map(|typed| (typed, typed.parse())) {
        None => Since::Leaf(0),
        Some((_, Ok(leaf))) => Since::Leaf(leaf),
        Some((path, Err(_))) => {
            note = read(Path::new(path))?;
            Since::Checkpoint(&note)
        }
    };
    let wanted = Wanted { partner: &args.to, group: args.group.as_ref(), since, recipients: &recipients };
    let made = bundling::bundle(&opened.effects(), &wanted, &args.file, args.force)?;
    let count = made.end.saturating_sub(made.first);
    if session.json {
        let row = json!({
            "file": args.file, "to": args.to, "first": made.first, "end": made.end,
            "encrypted": !recipients.is_empty(),
        });
        return session.screen.json(&row).map(|()| Outcome::Done);
    }
    recalled::print(&mut session.screen, &made.followed)?;
    let kept = if recipients.is_empty() { "signed, not encrypted" } else { "signed and encrypted" };
    let told = format!("{}: {count} objects for {}, {kept}", args.file.display(), args.to);
    session.screen.line(styled(GOOD, &visible_line(&told)))?;
    let next = format!("The next one begins behind them: --since {}", made.end);
    session.screen.line(styled(FAINT, &next))?;
    Ok(Outcome::Done)
}

fn listed(path: &Path) -> Result<Vec<x25519::Recipient>, Failure> {
    let text = String::from_utf8_lossy(&read(path)?).into_owned();
    let lines = (1_usize..).zip(text.lines().map(str::trim));
    let keys = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    keys.map(|(number, line)| {
        recipient(line)
            .map_err(|wrong| Failure::Input(format!("line {number} of {}: {wrong}", path.display())))
    })
    .collect()
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(MOST_BYTES).read_to_end(&mut bytes))
        .map_err(|cause| Failure::Input(format!("{} cannot be read ({cause})", path.display())))?;
    Ok(bytes)
}
