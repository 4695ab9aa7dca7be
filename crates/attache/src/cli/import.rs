//! `attache import`: what came in a file.

use std::{
    io::Read as _,
    path::{Path, PathBuf},
};

use attache_core::partner::PartnerId;
use clap::{Args, Subcommand};

use crate::{
    cli::received,
    failure::{Failure, Outcome},
    importing::{self, Asked, Imported, form::LONGEST},
    palette::{FAINT, GOOD, styled},
    receiving::Fate,
    session::Session,
    visible::visible_line,
    wording::counted,
};

mod sipri;

/// The longest key file, in bytes.
const KEYS: u64 = 64 * 1024;

/// Import what a partner gave you as a file, or a register
#[derive(Args, Debug)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    disable_help_subcommand = true,
    after_help = "Reads signed bundles of attache nodes (also encrypted with age), STIX bundles, TAXII envelopes and lines of\n\
    STIX objects. A signed bundle is verified against its partner's key and log, and refused as a whole where it\n\
    does not hold. Plain STIX proves nothing: say whose it is.\n\n\
    Examples:\n  attache import december.bundle --identity key.txt\n  \
    attache import objects.json --from harbour-desk\n  attache import objects.json --from harbour-desk --dry-run\n  \
    attache import sipri trade-register.csv --date 2026-03-09"
)]
pub(crate) struct ImportArgs {
    #[command(subcommand)]
    register: Option<RegisterCommand>,
    /// The file; - for standard input
    #[arg(required = true)]
    file: Option<PathBuf>,
    /// Whose it is
    #[arg(long, value_name = "PARTNER")]
    from: Option<PartnerId>,
    /// A file with your age identities (AGE-SECRET-KEY-1…)
    #[arg(long, value_name = "FILE")]
    identity: Vec<PathBuf>,
    /// Verify and count only: nothing is recorded
    #[arg(long)]
    dry_run: bool,
}

#[derive(Subcommand, Debug)]
enum RegisterCommand {
    Sipri(sipri::SipriArgs),
}

/// Imports it and tells what it was.
pub(crate) fn run(args: &ImportArgs, session: &mut Session) -> Result<Outcome, Failure> {
    if let Some(RegisterCommand::Sipri(args)) = &args.register {
        return sipri::run(args, session);
    }
    let Some(file) = &args.file else {
        return Err(Failure::Usage("name the file that is to be imported".into()));
    };
    let opened = session.open()?;
    let identities = args.identity.iter().map(|path| read(path, KEYS)).collect::<Result<_, _>>()?;
    let bytes = read(file, LONGEST)?;
    let asked = Asked { bytes, identities, from: args.from.as_ref(), dry_run: args.dry_run };
    let imported = importing::import(&opened.effects(), asked)?;
    print(&imported, args.dry_run, session)?;
    let wrong = imported.arrived.refused > 0
        || imported.arrived.conflicting > 0
        || imported.received.of(Fate::Refused) > 0;
    Ok(if wrong { Outcome::SomethingWrong } else { Outcome::Done })
}

fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
    let unreadable =
        |cause: std::io::Error| Failure::Input(format!("{} cannot be read ({cause})", path.display()));
    let mut bytes = Vec::new();
    let most = limit.saturating_add(1);
    if path == Path::new("-") {
        std::io::stdin().lock().take(most).read_to_end(&mut bytes).map_err(unreadable)?;
    } else {
        std::fs::File::open(path)
            .and_then(|file| file.take(most).read_to_end(&mut bytes))
            .map_err(unreadable)?;
    }
    if bytes.len() as u64 > limit {
        return Err(Failure::Input(format!(
            "{} is longer than {limit} bytes: it was not read",
            path.display()
        )));
    }
    Ok(bytes)
}

fn print(imported: &Imported, dry_run: bool, session: &mut Session) -> Result<(), Failure> {
    if session.json {
        return session.screen.json(imported);
    }
    let screen = &mut session.screen;
    let sealed = if imported.encrypted { ", decrypted" } else { "" };
    screen.line(format!("{} of {}{sealed}", imported.form.told(), imported.partner))?;
    match &imported.verdict {
        Some(verdict) if verdict.known => {
            screen.line(styled(
                FAINT,
                &format!("  all of it was here: the log is verified to leaf {}", verdict.leaves),
            ))?;
        }
        Some(verdict) => {
            let issued = verdict.issued.map(|at| format!(", issued {at}")).unwrap_or_default();
            let told = format!(
                "  signature and log hold{issued}; log {} verified to leaf {}",
                verdict.log, verdict.leaves
            );
            screen.line(styled(GOOD, &visible_line(&told)))?;
        }
        None => screen.line(styled(FAINT, "  not signed: that it is theirs is your word"))?,
    }
    let arrived = imported.arrived;
    let told = format!(
        "  {}: {} new, {} known, {} conflicting, {} refused",
        counted((arrived.new + arrived.known + arrived.conflicting + arrived.refused) as usize, "object"),
        arrived.new,
        arrived.known,
        arrived.conflicting,
        arrived.refused
    );
    screen.line(told)?;
    if dry_run {
        screen.note(styled(FAINT, "Nothing was recorded (--dry-run)."));
        return Ok(());
    }
    received::print_tally(session, &imported.partner, &imported.received)
}
