//! A desk of the exchange demo: a store of its own, a server on a free port of this machine.

use std::{
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    sync::Arc,
    thread::JoinHandle,
};

use attache_core::partner::PartnerId;
use attache_store::{Commit, Store, sqlite::Sqlite};
use jiff::Timestamp;
use url::Url;

use crate::{
    credentials,
    effects::{Effects, SystemChance, SystemClock},
    failure::Failure,
    following::{self, Patience, Run},
    http::{
        Limits, Service,
        server::{self, Stop},
    },
    log_keeping,
    node::Node,
    partnering::{self, Given},
    remote::{Hidden, Login, Remote},
    transport::Https,
};

/// A desk, serving until it is dropped.
pub(super) struct Station {
    /// The name under which the others know it.
    pub(super) short: &'static str,
    /// The name of its organisation.
    pub(super) name: &'static str,
    /// Where its store lies.
    pub(super) path: PathBuf,
    /// Its store.
    pub(super) store: Arc<dyn Store>,
    /// Where it serves.
    pub(super) address: SocketAddr,
    stop: Stop,
    server: Option<JoinHandle<()>>,
}

impl Station {
    /// Makes its store in a folder, and serves it on a free port of this machine.
    pub(super) fn open(folder: &Path, short: &'static str, name: &'static str) -> Result<Self, Failure> {
        let path = folder.join(format!("{short}.db"));
        let store: Arc<dyn Store> = Arc::new(Sqlite::open(&path)?);
        Node::load_or_make(&effects(&*store, name))?;
        let limits = Limits::default();
        let service =
            Service::new(Arc::clone(&store), Arc::new(SystemClock), Arc::new(SystemChance), limits)?;
        let unusable =
            |cause: std::io::Error| Failure::Input(format!("{name} cannot serve on this machine ({cause})"));
        let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(unusable)?;
        let address = listener.local_addr().map_err(unusable)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(unusable)?;
        let stop = Stop::default();
        let served = server::serve(Arc::new(service), listener, None, stop.clone());
        // It ends when it is stopped; what went wrong before is seen by those who then get no answer.
        let server = std::thread::spawn(move || drop(runtime.block_on(served)));
        Ok(Self { short, name, path, store, address, stop, server: Some(server) })
    }

    /// What its people do, by the clock of this machine.
    pub(super) fn effects(&self) -> Effects<'_> {
        effects(&*self.store, self.name)
    }

    /// Its people, at another time.
    pub(super) fn effects_at<'a>(&'a self, clock: &'a dyn crate::effects::Clock) -> Effects<'a> {
        Effects { clock, ..self.effects() }
    }

    /// Records another desk as a partner, and gives it a token, with which it will pull from here.
    pub(super) fn takes_on(&self, other: &Self, country: &str) -> Result<(), Failure> {
        let effects = self.effects();
        let theirs = Node::existing(&*other.store)?;
        let id: PartnerId = other.id()?;
        let given = Given {
            name: Some(other.name.to_owned()),
            country: Some(country.parse().ok()),
            identity: Some(format!("identity--{}", theirs.identity)),
            verifier: Some(log_keeping::verifier_key(&theirs)?),
            ..Given::default()
        };
        partnering::add(&effects, &id, &given)?;
        let now: Timestamp = effects.clock.now();
        let token = credentials::new_token(effects.chance)?;
        let settings = vec![credentials::setting_for_token(&token, &id, now)?];
        effects.store.commit(&Commit { now, settings, ..Commit::default() })?;
        let login = Login::Bearer { token: Hidden::new(token.expose().to_owned()) };
        other.remote(self, login)?.keep(&other.effects())
    }

    /// Where this desk pulls from another.
    fn remote(&self, other: &Self, login: Login) -> Result<Remote, Failure> {
        let url = format!("http://{}/taxii2/", other.address);
        let url: Url =
            url.parse().map_err(|cause| Failure::Input(format!("{url} is no address ({cause})")))?;
        Ok(Remote {
            partner: other.id()?,
            url,
            collections: std::collections::BTreeSet::new(),
            login: Some(login),
            authority: None,
            client_certificate: None,
            verifier: None,
            plain_http: false,
            minutes: 15,
        })
    }

    /// The name under which partners know it.
    pub(super) fn id(&self) -> Result<PartnerId, Failure> {
        self.short.parse().map_err(|cause| Failure::Input(format!("{cause}")))
    }

    /// Pulls what another desk has for it.
    pub(super) fn pulls(&self, from: &Self) -> Result<Run, Failure> {
        let remote = Remote::load(&*self.store, &from.id()?)?
            .ok_or_else(|| Failure::Input(format!("{} does not know where {} is", self.name, from.name)))?;
        let https = Https::new(&remote).map_err(|cause| Failure::Input(cause.to_string()))?;
        following::pull(&self.effects(), &remote, &https, Patience::Now, &mut |_, _| true)
    }
}

impl Drop for Station {
    fn drop(&mut self) {
        self.stop.gracefully();
        if let Some(server) = self.server.take() {
            let _ = server.join();
        }
    }
}

fn effects<'a>(store: &'a dyn Store, name: &'a str) -> Effects<'a> {
    Effects { store, clock: &SystemClock, chance: &SystemChance, by: "demo desk", originator: name }
}
