//! Other TAXII servers, measured in the same run: OpenTAXII on SQLite and medallion in memory, both from PyPI, each
//! in a virtual environment outside of the repository. None of their code is here.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, ensure};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use tempfile::TempDir;

use super::server::{Server, free_address};

/// A server that others use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rival {
    /// EclecticIQ's, with SQLite, behind gunicorn.
    OpenTaxii,
    /// The reference server of OASIS, all in memory.
    Medallion,
}

/// One that runs, with one empty collection.
pub(crate) struct Running {
    /// Ends with it.
    pub(crate) server: Server,
    /// The path of the collection.
    pub(crate) collection: String,
    /// `Authorization`: a token where it knows tokens.
    pub(crate) authorization: String,
    _folder: TempDir,
}

/// Why the third one is not here.
pub(crate) const DARWIS: &str =
    "skipped: darwis-taxii: it is not installed from here; measure it with the same client by hand";

const USER: &str = "admin";
const PASSWORD: &str = "Password0";

/// Makes the tables, an account, a root, a collection; prints a token and the collection's path.
const SET_UP: &str = r#"
from bench_wsgi import app
with app.app_context():
    accounts = app.taxii_server.auth.api
    accounts.create_account("admin", "Password0", is_admin=True)
    api = app.taxii_server.servers.taxii2.persistence.api
    root = api.add_api_root(title="bench", description=None, default=True)
    collection = api.add_collection(api_root_id=str(root.id), title="bench")
    token = accounts.authenticate("admin", "Password0")
    token = token.decode() if isinstance(token, bytes) else token
    print("made", token, f"/taxii2/{root.id}/collections/{collection.id}/")
"#;

/// Its answers hold identifiers that `json` of Python does not write: where they come from SQLite, it answers every
/// POST with 500 otherwise (seen with 0.9.3).
const WSGI: &str = r"
import json, uuid
default = json.JSONEncoder.default
json.JSONEncoder.default = lambda self, one: str(one) if isinstance(one, uuid.UUID) else default(self, one)
from opentaxii.http import app
";

impl Rival {
    /// All of them.
    pub(crate) const ALL: [Self; 2] = [Self::OpenTaxii, Self::Medallion];

    /// Its name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::OpenTaxii => "OpenTAXII (SQLite)",
            Self::Medallion => "medallion (memory)",
        }
    }

    /// More objects it does not bear in bearable time.
    pub(crate) const fn bears(self) -> usize {
        match self {
            Self::OpenTaxii => 100_000,
            Self::Medallion => 1_000,
        }
    }

    const fn packages(self) -> &'static [&'static str] {
        match self {
            Self::OpenTaxii => &["opentaxii==0.9.3", "gunicorn==27.0.1"],
            Self::Medallion => &["medallion==3.0.0"],
        }
    }

    /// Its virtual environment, made where it is not there; the reason where it cannot be made.
    fn environment(self, venvs: &Path) -> Result<PathBuf, String> {
        let folder = venvs.join(format!("{self:?}").to_lowercase());
        let finished = folder.join("finished");
        if !finished.is_file() {
            let made = Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder).output();
            let made = made.map_err(|cause| format!("python3 does not run ({cause})"))?;
            if !made.status.success() {
                return Err(
                    "python3 makes no virtual environment (Debian: apt-get install python3-venv)".into()
                );
            }
            let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
            let pip = Command::new(folder.join("bin/python")).args(install).args(self.packages()).output();
            let pip = pip.map_err(|cause| format!("pip does not run ({cause})"))?;
            if !pip.status.success() {
                return Err(format!(
                    "pip cannot install {} (no package registry?)",
                    self.packages().join(" ")
                ));
            }
            std::fs::write(&finished, "").map_err(|cause| cause.to_string())?;
        }
        Ok(folder.join("bin"))
    }

    /// Starts it with an empty collection; the reason where it cannot be had.
    pub(crate) fn start(self, root: &Path, venvs: &Path) -> anyhow::Result<Result<Running, String>> {
        let bin = match self.environment(venvs) {
            Ok(bin) => bin,
            Err(reason) => return Ok(Err(reason)),
        };
        let folder = tempfile::tempdir_in(root.join("target")).context("cannot make a folder in target/")?;
        match self {
            Self::OpenTaxii => open_taxii(&bin, folder).map(Ok),
            Self::Medallion => medallion(&bin, folder).map(Ok),
        }
    }
}

fn open_taxii(bin: &Path, folder: TempDir) -> anyhow::Result<Running> {
    let at = folder.path();
    let config = format!(
        "domain: localhost\nsupport_basic_auth: yes\nauth_api:\n  class: opentaxii.auth.sqldb.SQLDatabaseAPI\n  \
         parameters:\n    db_connection: sqlite:///{0}/auth.db\n    create_tables: yes\n    \
         secret: only-for-the-bench-and-long-enough\n    token_ttl_secs: 360000\ntaxii1:\ntaxii2:\n  title: bench\n  \
         public_discovery: true\n  allow_custom_properties: true\n  max_content_length: 1073741824\n  \
         persistence_api:\n    class: opentaxii.persistence.sqldb.Taxii2SQLDatabaseAPI\n    parameters:\n      \
         db_connection: sqlite:///{0}/data.db\n      create_tables: yes\nlogging:\n  opentaxii: error\n  root: error\n",
        at.display()
    );
    std::fs::write(at.join("opentaxii.yml"), config)?;
    std::fs::write(at.join("bench_wsgi.py"), WSGI)?;
    std::fs::write(at.join("set_up.py"), SET_UP)?;
    let command = |program: &str| {
        let mut command = Command::new(bin.join(program));
        command.current_dir(at).env("OPENTAXII_CONFIG", at.join("opentaxii.yml")).env("PYTHONPATH", at);
        command
    };
    let made = command("python").arg("set_up.py").output()?;
    let told = String::from_utf8_lossy(&made.stdout).into_owned();
    let words =
        told.lines().find_map(|line| line.strip_prefix("made ")).and_then(|line| line.split_once(' '));
    let complaint = String::from_utf8_lossy(&made.stderr).into_owned();
    let (token, collection) = words.with_context(|| format!("OpenTAXII was not set up: {complaint}"))?;
    let address = free_address()?;
    let arguments =
        ["-k", "gthread", "--threads", "2", "--keep-alive", "60", "--no-control-socket", "-b", &address];
    let server = Server::start_at(command("gunicorn").args(arguments).arg("bench_wsgi:app"), &address)?;
    let (collection, authorization) = (collection.to_owned(), format!("Bearer {token}"));
    Ok(Running { server, collection, authorization, _folder: folder })
}

fn medallion(bin: &Path, folder: TempDir) -> anyhow::Result<Running> {
    const COLLECTION: &str = "91a7b528-80eb-42ed-a74d-c6fbd5a26116";
    let address = free_address()?;
    let url = format!("http://{address}/root/");
    let data = serde_json::json!({
        "/discovery": { "title": "bench", "default": url, "api_roots": [url] },
        "root": {
            "information": {
                "title": "bench", "versions": ["application/taxii+json;version=2.1"], "max_content_length": 1_073_741_824
            },
            "status": [],
            "collections": [{
                "id": COLLECTION, "title": "bench", "can_read": true, "can_write": true,
                "media_types": ["application/stix+json;version=2.1"], "objects": [], "manifest": []
            }]
        }
    });
    let config = serde_json::json!({
        "backend": {
            "module": "medallion.backends.memory_backend", "module_class": "MemoryBackend",
            "filename": folder.path().join("data.json"), "session_timeout": 3600
        },
        "users": { USER: PASSWORD },
        "taxii": { "max_page_size": 1000 }
    });
    std::fs::write(folder.path().join("data.json"), data.to_string())?;
    std::fs::write(folder.path().join("config.json"), config.to_string())?;
    let port = address.rsplit_once(':').map(|(_, port)| port.to_owned());
    ensure!(port.is_some(), "no port");
    let mut command = Command::new(bin.join("medallion"));
    command.args(["--host", "127.0.0.1", "--port"]).args(port).arg("config.json").current_dir(folder.path());
    let server = Server::start_at(&mut command, &address)?;
    let authorization = format!("Basic {}", STANDARD.encode(format!("{USER}:{PASSWORD}")));
    Ok(Running {
        server,
        collection: format!("/root/collections/{COLLECTION}/"),
        authorization,
        _folder: folder,
    })
}
