//! `attache remote`: from which machines of partners collections are pulled.

use std::{
    collections::BTreeSet,
    io::{IsTerminal, Read as _},
    path::{Path, PathBuf},
};

use attache_core::partner::PartnerId;
use clap::{Args, Subcommand};
use serde_json::json;
use url::Url;

use crate::{
    failure::{Failure, Outcome},
    palette::{FAINT, GOOD, styled},
    receiving,
    remote::{Hidden, Login, Remote, address},
    session::Session,
    table::{Grid, Look},
    transport,
    visible::visible_line,
};

/// How long a secret or a certificate may be, in bytes.
const SECRET_LIMIT: u64 = 64 * 1024;

/// Say from which machines of partners collections are pulled
#[derive(Args, Debug)]
#[command(
    after_help = "Secrets are read from the terminal or from standard input, never from the command line.\n\n\
    Examples:\n  attache remote set harbour-desk --url https://desk.example/taxii2/ --basic our-name\n  \
    attache remote set harbour-desk --url https://desk.example/taxii2/ --token-stdin < token.txt\n  attache sync"
)]
pub(crate) struct RemoteArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Set the machine of a partner: any TAXII 2.1 server
    Set(Box<SetArgs>),
    /// List them
    List,
    /// Pull from a partner's machine no more; what came stays
    Remove {
        /// The partner's short name
        partner: PartnerId,
    },
}

#[derive(Args, Debug)]
struct SetArgs {
    /// The partner's short name
    partner: PartnerId,
    /// Its discovery resource or one API root
    #[arg(long, value_name = "URL", value_parser = address)]
    url: Url,
    /// Follow this collection only, by its id; may be given several times [default: all that may be read]
    #[arg(long = "collection", value_name = "ID")]
    collections: Vec<String>,
    /// Log in by this name; the password is asked for
    #[arg(long, value_name = "USER", conflicts_with = "token_stdin")]
    basic: Option<String>,
    /// Read the password of --basic from standard input
    #[arg(long, requires = "basic")]
    password_stdin: bool,
    /// Log in by a bearer token, read from standard input
    #[arg(long)]
    token_stdin: bool,
    /// Log in by a bearer token, asked for on the terminal
    #[arg(long, conflicts_with_all = ["basic", "token_stdin"])]
    token: bool,
    /// Trust the certificate authorities in this file (PEM) besides those of the system
    #[arg(long, value_name = "FILE")]
    ca: Option<PathBuf>,
    /// Show the certificate in this file, with its key (PEM)
    #[arg(long, value_name = "FILE")]
    client_certificate: Option<PathBuf>,
    /// The key by which the partner's log is verified, where the partner's record does not hold it
    #[arg(long, value_name = "KEY")]
    verifier: Option<String>,
    /// In the background, pull every so many minutes
    #[arg(long, value_name = "MINUTES", default_value_t = 15, value_parser = clap::value_parser!(u32).range(1..=10_080))]
    every: u32,
    /// Speak to it without TLS: everybody on the way can read and change what goes there
    #[arg(long)]
    plain_http: bool,
}

/// Sets, lists or removes.
pub(crate) fn run(args: &RemoteArgs, session: &mut Session) -> Result<Outcome, Failure> {
    match &args.what {
        What::Set(typed) => set(typed, session),
        What::List => list(session),
        What::Remove { partner } => {
            let opened = session.open()?;
            if !Remote::remove(&opened.effects(), partner)? {
                return Err(Failure::Input(format!(
                    "{partner} has no remote: `attache remote list` shows all"
                )));
            }
            session.screen.line(styled(GOOD, &format!("{partner}: no remote any more")))?;
            Ok(Outcome::Done)
        }
    }
}

fn set(typed: &SetArgs, session: &mut Session) -> Result<Outcome, Failure> {
    if !typed.plain_http && !transport::is_protected(&typed.url) {
        return Err(Failure::Usage(format!(
            "{} is not https: everybody on the way could read and change what goes there; use https, or say --plain-http",
            typed.url
        )));
    }
    let opened = session.open()?;
    let effects = opened.effects();
    receiving::partner(effects.store, &typed.partner)?;
    let remote = Remote {
        partner: typed.partner.clone(),
        url: typed.url.clone(),
        collections: typed.collections.iter().cloned().collect::<BTreeSet<_>>(),
        login: login(typed)?,
        authority: typed.ca.as_deref().map(text_of).transpose()?,
        client_certificate: typed.client_certificate.as_deref().map(text_of).transpose()?.map(Hidden::new),
        verifier: typed.verifier.clone(),
        plain_http: typed.plain_http,
        minutes: typed.every,
    };
    // What cannot be used is told now, not at night.
    transport::Https::new(&remote).map_err(|cause| Failure::Input(cause.to_string()))?;
    remote.keep(&effects)?;
    let told = format!("{}: {}, pull now with `attache sync {}`", remote.partner, remote.url, remote.partner);
    session.screen.line(styled(GOOD, &visible_line(&told)))?;
    Ok(Outcome::Done)
}

fn login(typed: &SetArgs) -> Result<Option<Login>, Failure> {
    Ok(match &typed.basic {
        Some(user) if user.contains(':') => {
            return Err(Failure::Usage("a name for HTTP Basic holds no colon (RFC 7617)".into()));
        }
        Some(user) => {
            Some(Login::Basic { user: user.clone(), password: secret("Password", typed.password_stdin)? })
        }
        None if typed.token || typed.token_stdin => {
            Some(Login::Bearer { token: secret("Token", typed.token_stdin)? })
        }
        None => None,
    })
}

/// A secret, from the terminal without showing it or from standard input.
fn secret(name: &str, from_input: bool) -> Result<Hidden, Failure> {
    let unreadable = |cause: std::io::Error| {
        Failure::Input(format!("the {} cannot be read ({cause})", name.to_lowercase()))
    };
    let text = if from_input {
        let mut text = String::new();
        std::io::stdin().lock().take(SECRET_LIMIT).read_to_string(&mut text).map_err(unreadable)?;
        text
    } else if std::io::stdin().is_terminal() {
        rpassword::prompt_password(format!("{name}: ")).map_err(unreadable)?
    } else {
        return Err(Failure::Usage(format!(
            "there is no terminal to ask for the {0}: give it by --{0}-stdin",
            name.to_lowercase()
        )));
    };
    let text = text.trim_end_matches(['\r', '\n']).to_owned();
    if text.is_empty() {
        return Err(Failure::Input(format!("the {} is empty: nothing was set", name.to_lowercase())));
    }
    Ok(Hidden::new(text))
}

fn text_of(path: &Path) -> Result<String, Failure> {
    let unreadable = |cause: &dyn std::fmt::Display| {
        Failure::Input(format!("{} cannot be read ({cause}): name a PEM file", path.display()))
    };
    let mut text = String::new();
    let file = std::fs::File::open(path).map_err(|cause| unreadable(&cause))?;
    file.take(SECRET_LIMIT).read_to_string(&mut text).map_err(|cause| unreadable(&cause))?;
    Ok(text)
}

fn list(session: &mut Session) -> Result<Outcome, Failure> {
    let opened = session.open_for_questions()?;
    let remotes = Remote::all(opened.effects().store)?;
    let screen = &mut session.screen;
    if session.json {
        for remote in &remotes {
            screen.json(&json!({
                "partner": remote.partner, "url": remote.url, "collections": remote.collections,
                "login": remote.login.as_ref().map(Login::told), "minutes": remote.minutes,
                "plain_http": remote.plain_http, "verifier": remote.verifier,
            }))?;
        }
        return Ok(Outcome::Done);
    }
    if remotes.is_empty() {
        screen.note(styled(FAINT, "No remote yet: `attache remote set PARTNER --url URL`."));
        return Ok(Outcome::Done);
    }
    let headings =
        [("Partner", None), ("Address", None), ("Collections", None), ("Login", None), ("Every", None)];
    let mut grid = Grid::new(screen, &headings);
    for remote in &remotes {
        let collections = match remote.collections.is_empty() {
            true => "all that may be read".to_owned(),
            false => remote.collections.iter().cloned().collect::<Vec<_>>().join("\n"),
        };
        grid.row([
            (remote.partner.to_string(), Look::Strong),
            (remote.url.to_string(), if remote.plain_http { Look::Notice } else { Look::Plain }),
            (collections, Look::Plain),
            (remote.login.as_ref().map_or("none".to_owned(), Login::told), Look::Plain),
            (format!("{} min", remote.minutes), Look::Faint),
        ]);
    }
    for line in grid.lines() {
        screen.line(line)?;
    }
    Ok(Outcome::Done)
}
