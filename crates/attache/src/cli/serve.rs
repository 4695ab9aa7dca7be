//! `attache serve`: lets partners read what was released to them, and take in what they send.

use std::{
    future::Future,
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    pin::Pin,
    sync::Arc,
};

use clap::{Args, ValueEnum};
use tracing::level_filters::LevelFilter;

use crate::{
    effects::{SystemChance, SystemClock},
    failure::{Failure, Outcome},
    following::background,
    http::{
        Limits, Service,
        server::{self, Stop},
        tls::{self, TlsFiles},
    },
    log_keeping,
    palette::{GOOD, styled},
    redeciding,
    session::Session,
    visible::visible_line,
};

/// Serve partners: they read what was released to them, and send
#[derive(Args, Debug)]
#[command(
    after_help = "Speaks TAXII 2.1. Without a certificate it serves this machine only: put a certificate here, or a proxy that \
    speaks TLS before it. Partners, what they may see and their tokens are made with `attache partner`.\n\n\
    Examples:\n  attache serve\n  attache serve --listen 0.0.0.0:6464 --tls-cert cert.pem --tls-key key.pem\n  \
    attache serve --listen 0.0.0.0:6464 --tls-cert cert.pem --tls-key key.pem --client-ca partners.pem"
)]
pub(crate) struct ServeArgs {
    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:6464")]
    listen: SocketAddr,
    /// The certificate of this server with its chain, PEM
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// The key of the certificate, PEM
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// Take connections only from clients with a certificate that these have signed, PEM
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    client_ca: Option<PathBuf>,
    /// Serve other machines without TLS: only behind a proxy that speaks TLS, or on a closed network
    #[arg(long)]
    plain_http_anywhere: bool,
    /// Objects on a page at most
    #[arg(long, value_name = "NUMBER", default_value_t = 1000, value_parser = clap::value_parser!(u16).range(1..=10_000))]
    page: u16,
    /// Requests a second that one partner may make in the long run; 0 for any number
    #[arg(long, value_name = "NUMBER", default_value_t = 1000)]
    rate: u32,
    /// How much to tell on standard error; never any content
    #[arg(long, value_name = "LEVEL", value_enum, default_value = "info")]
    log: Log,
}

/// How much to tell.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Log {
    /// Nothing.
    Off,
    /// What went wrong here.
    Error,
    /// Also what looks wrong.
    Warn,
    /// A line for each request.
    Info,
    /// What helps to find a defect.
    Debug,
}

impl Log {
    const fn filter(self) -> LevelFilter {
        match self {
            Self::Off => LevelFilter::OFF,
            Self::Error => LevelFilter::ERROR,
            Self::Warn => LevelFilter::WARN,
            Self::Info => LevelFilter::INFO,
            Self::Debug => LevelFilter::DEBUG,
        }
    }
}

/// Something that runs beside the server, until it ends.
type Job = Pin<Box<dyn Future<Output = ()> + Send>>;

/// What runs beside the server. Each is dropped when the server ends.
fn jobs(service: &Arc<Service>) -> Vec<Job> {
    let parts = background::Parts {
        store: Arc::clone(&service.store),
        clock: Arc::clone(&service.clock),
        chance: Arc::clone(&service.chance),
        originator: service.node.name.clone(),
    };
    vec![Box::pin(background::job(parts, &CHORES))]
}

/// What is done beside following and receiving: deciding again what is out, since days pass.
const CHORES: [background::Chore; 1] =
    [("deciding again", |effects| redeciding::tick_on_new_day(effects).map(|_| ()))];

/// Does it.
pub(crate) fn run(args: &ServeArgs, session: &mut Session) -> Result<Outcome, Failure> {
    let tls = match (&args.tls_cert, &args.tls_key) {
        (Some(certificate), Some(key)) => {
            Some(tls::config(&TlsFiles { certificate, key, client_authority: args.client_ca.as_deref() })?)
        }
        _ => None,
    };
    if tls.is_none() && !args.listen.ip().is_loopback() && !args.plain_http_anywhere {
        return Err(Failure::Usage(format!(
            "{} can be reached from other machines, and without TLS everybody on the way reads along: give --tls-cert and --tls-key, or, behind a proxy that speaks TLS, --plain-http-anywhere",
            args.listen
        )));
    }
    let store = session.open()?.into_store();
    let limits = Limits { page: usize::from(args.page), rate: args.rate, ..Limits::default() };
    let service = Service::new(store, Arc::new(SystemClock), Arc::new(SystemChance), limits)?;
    let service = Arc::new(service);
    let listener = TcpListener::bind(args.listen).map_err(|cause| {
        Failure::Input(format!(
            "cannot listen on {} ({cause}): name another address with --listen",
            args.listen
        ))
    })?;
    let address = listener.local_addr()?;
    told(session, &service, address, tls.is_some())?;
    // Where a log was set up before (in a test), that one stays.
    let _ = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_max_level(args.log.filter())
        .with_target(false)
        .try_init();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let stop = Stop::default();
        let jobs: Vec<_> = jobs(&service).into_iter().map(tokio::spawn).collect();
        tokio::spawn(stopped_by_signal(stop.clone()));
        let served = server::serve(service, listener, tls, stop).await;
        jobs.iter().for_each(tokio::task::JoinHandle::abort);
        served
    })?;
    session.screen.note("ended");
    Ok(Outcome::Done)
}

/// Tells where it listens, and what partners need.
fn told(session: &mut Session, service: &Service, address: SocketAddr, tls: bool) -> Result<(), Failure> {
    let scheme = if tls { "https" } else { "http" };
    let screen = &mut session.screen;
    screen.line(styled(GOOD, &format!("listening on {scheme}://{address}/taxii2/")))?;
    screen.line(format!("serving {}", visible_line(&service.node.name)))?;
    screen.line(format!("key of its logs: {}", log_keeping::verifier_key(&service.node)?))?;
    screen.line("what a partner needs: this address as it is reached from outside, the key, and a token (`attache partner token NAME`)")?;
    screen.line("Ctrl-C ends it")?;
    screen.flush()
}

/// Waits for Ctrl-C, or for the signal by which a service is ended.
async fn stopped_by_signal(stop: Stop) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminated) = signal(SignalKind::terminate()) else { return };
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminated.recv() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = tokio::signal::ctrl_c().await;
    stop.gracefully();
}
