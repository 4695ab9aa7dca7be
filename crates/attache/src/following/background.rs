//! The work that goes on while the server runs: pulling from remotes, and looking at what partners pushed.

use std::{
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError},
    },
    time::Duration,
};

use attache_store::Store;

use super::{Patience, Pulled, pull};
use crate::{
    effects::{Chance, Clock, Effects},
    failure::Failure,
    partnering, receiving,
    remote::Remote,
    transport::{Fetch, FetchError, Https},
};

/// Time between two rounds.
const ROUND: Duration = Duration::from_secs(5);

/// Further work of each round, such as deciding again what may be out: a name for the log, and what to do.
pub(crate) type Chore = (&'static str, fn(&Effects<'_>) -> Result<(), Failure>);

/// Works until the sender of `stop` is gone or sends. Waits in between, so it needs a thread of its own, outside
/// any async task. One chore or partner that fails holds up no other.
pub(crate) fn run(effects: &Effects<'_>, chores: &[Chore], stop: &Receiver<()>) {
    let open = |remote: &Remote| Https::new(remote).map(|https| Box::new(https) as Box<dyn Fetch>);
    loop {
        round(effects, chores, &open, stop);
        match stop.recv_timeout(ROUND) {
            Err(RecvTimeoutError::Timeout) => {}
            Ok(()) | Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// What the work needs, held for as long as it goes on.
pub(crate) struct Parts {
    /// Where everything lies.
    pub(crate) store: Arc<dyn Store>,
    /// What time it is.
    pub(crate) clock: Arc<dyn Clock>,
    /// Random bytes.
    pub(crate) chance: Arc<dyn Chance>,
    /// Our name.
    pub(crate) originator: String,
}

/// The work as a job beside a server: on a thread of its own, until the job is dropped.
pub(crate) async fn job(parts: Parts, chores: &'static [Chore]) {
    let (_running, stop) = std::sync::mpsc::channel();
    let work = move || {
        let effects = Effects {
            store: &*parts.store,
            clock: &*parts.clock,
            chance: &*parts.chance,
            by: "attache serve",
            originator: &parts.originator,
        };
        run(&effects, chores, &stop);
    };
    match std::thread::Builder::new().name("following".into()).spawn(work) {
        Ok(_) => std::future::pending().await,
        Err(cause) => tracing::error!(%cause, "nothing is followed and nothing looked at: no thread"),
    }
}

/// Whether it is to stop.
fn stopped(stop: &Receiver<()>) -> bool {
    !matches!(stop.try_recv(), Err(std::sync::mpsc::TryRecvError::Empty))
}

/// How a remote is reached.
pub(super) type Open<'a> = dyn Fn(&Remote) -> Result<Box<dyn Fetch>, FetchError> + 'a;

/// One round: pushed objects, remotes whose time has come, chores.
pub(super) fn round(effects: &Effects<'_>, chores: &[Chore], open: &Open<'_>, stop: &Receiver<()>) {
    told("receiving", received(effects));
    match Remote::all(effects.store) {
        Ok(remotes) => {
            for remote in remotes {
                if stopped(stop) {
                    return;
                }
                told("following", due(effects, &remote, open, stop));
            }
        }
        Err(cause) => tracing::error!(%cause, "remotes cannot be read"),
    }
    for (name, chore) in chores {
        told(name, chore(effects));
    }
}

/// Each partner for itself: one whose objects cannot be looked at holds up no other.
fn received(effects: &Effects<'_>) -> Result<(), Failure> {
    for state in partnering::roster(effects.store)?.partners() {
        let partner = &state.partner.id;
        match receiving::receive(effects, partner) {
            Ok(tally) => receiving::tell(partner, &tally),
            Err(cause) => tracing::error!(%partner, %cause, "what came cannot be looked at"),
        }
    }
    Ok(())
}

fn due(effects: &Effects<'_>, remote: &Remote, open: &Open<'_>, stop: &Receiver<()>) -> Result<(), Failure> {
    let pulled = Pulled::load(effects.store, &remote.partner)?;
    if !pulled.is_due(effects.clock.now(), remote) {
        return Ok(());
    }
    let partner = &remote.partner;
    let fetch = open(remote).map_err(|cause| Failure::Input(format!("{partner}: {cause}")))?;
    let run = pull(effects, remote, &*fetch, Patience::InTime, &mut |_, _| !stopped(stop))?;
    if let Some(why) = &run.error {
        tracing::warn!(%partner, why, "not followed");
    }
    for one in run.collections.iter().filter(|one| one.error.is_some()) {
        tracing::warn!(%partner, collection = %one.id, why = one.error, "not followed to its end");
    }
    receiving::tell(partner, &run.received);
    Ok(())
}

fn told(what: &str, done: Result<(), Failure>) {
    if let Err(cause) = done {
        tracing::error!(what, %cause, "background work failed");
    }
}
