//! The follower against simulated servers.

mod log;
mod machine;
mod plain;
mod server;
