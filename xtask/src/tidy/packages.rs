//! The crates of the workspace as cargo resolves them.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    process::Command,
};

use anyhow::Context as _;
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, PackageId, TargetKind};

/// One crate of the workspace.
#[derive(Clone, Debug, Default)]
pub(crate) struct Package {
    /// Its name.
    pub(crate) name: String,
    /// Path of its manifest from the repository's root.
    pub(crate) manifest: String,
    /// The manifest.
    pub(crate) text: String,
    /// Crates of the workspace that it needs to be built.
    pub(crate) uses: BTreeSet<String>,
    /// Crates of the workspace that only its tests need.
    pub(crate) tests_use: BTreeSet<String>,
    /// Every crate from outside that ends up in it, with the way there ("a → b → c"). What only runs
    /// while it is built (build scripts, procedural macros) or tested is left out.
    pub(crate) reaches: BTreeMap<String, String>,
}

/// Asks cargo for the workspace at `root`.
///
/// # Errors
/// Where cargo cannot resolve the workspace.
pub(crate) fn load(root: &Path) -> anyhow::Result<Vec<Package>> {
    let mut command = MetadataCommand::new();
    command.manifest_path(root.join("Cargo.toml"));
    // Without it, what only Windows needs would be fetched as well.
    command.other_options(["--filter-platform".to_owned(), host()?]);
    let metadata = command.exec().context("cargo cannot resolve the workspace")?;
    metadata.workspace_packages().into_iter().map(|package| package_of(&metadata, root, package)).collect()
}

/// The triple of this machine, from `rustc -vV`.
fn host() -> anyhow::Result<String> {
    let told = Command::new("rustc").arg("-vV").output().context("rustc does not run")?;
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("rustc -vV names no host")
}

fn package_of(
    metadata: &Metadata,
    root: &Path,
    package: &cargo_metadata::Package,
) -> anyhow::Result<Package> {
    let members: BTreeSet<&str> = metadata.workspace_packages().iter().map(|p| p.name.as_str()).collect();
    let edges = |wanted: &dyn Fn(DependencyKind) -> bool| -> BTreeSet<String> {
        let wanted = package.dependencies.iter().filter(|dependency| wanted(dependency.kind));
        wanted.map(|d| d.name.clone()).filter(|name| members.contains(name.as_str())).collect()
    };
    let path = package.manifest_path.as_std_path();
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(Package {
        name: package.name.to_string(),
        manifest: path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned(),
        text,
        uses: edges(&|kind| kind != DependencyKind::Development),
        tests_use: edges(&|kind| kind == DependencyKind::Development),
        reaches: reached(metadata, &package.id),
    })
}

/// What ends up in a crate, breadth first, so that the way told is a shortest one.
fn reached(metadata: &Metadata, start: &PackageId) -> BTreeMap<String, String> {
    let Some(resolve) = &metadata.resolve else { return BTreeMap::new() };
    let nodes: BTreeMap<&PackageId, _> = resolve.nodes.iter().map(|node| (&node.id, node)).collect();
    let packages: BTreeMap<&PackageId, _> = metadata.packages.iter().map(|p| (&p.id, p)).collect();
    let mut ways: BTreeMap<String, String> = BTreeMap::new();
    let mut queue = std::collections::VecDeque::from([(start, String::new())]);
    let mut seen = BTreeSet::from([start]);
    while let Some((id, way)) = queue.pop_front() {
        let Some(package) = packages.get(id) else { continue };
        let way =
            if way.is_empty() { package.name.to_string() } else { format!("{way} → {}", package.name) };
        if id != start {
            ways.entry(package.name.to_string()).or_insert_with(|| way.clone());
        }
        if package.targets.iter().any(|target| target.kind.contains(&TargetKind::ProcMacro)) {
            continue;
        }
        for next in nodes.get(id).into_iter().flat_map(|node| &node.deps) {
            let ships = next.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal);
            if ships && seen.insert(&next.pkg) {
                queue.push_back((&next.pkg, way.clone()));
            }
        }
    }
    ways
}
