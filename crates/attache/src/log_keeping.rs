//! The key of this node's logs, and their checkpoints.

use attache_exchange::log_key::LogKey;

use crate::{failure::Failure, node::Node};

/// The key that signs. It is named by the identity of the node, which stays when the organisation changes its name.
pub(crate) fn key(node: &Node) -> Result<LogKey, Failure> {
    LogKey::from_seed(&node.identity.hyphenated().to_string(), node.log_seed())
        .map_err(|fault| Failure::Input(format!("the key of this node's logs cannot be used: {fault}")))
}

/// The verifier key, as text for partners.
pub(crate) fn verifier_key(node: &Node) -> Result<String, Failure> {
    Ok(key(node)?.verifier().to_string())
}
