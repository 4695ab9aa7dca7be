//! The server without a socket. Traps have the numbers of the list of what peers get wrong.

mod anything;
mod authenticating;
mod concurrency;
mod desk;
mod filtering;
mod hiding;
mod interface;
mod ledger;
mod logs;
mod negotiating;
mod paging;
mod sending;
mod sockets;
mod statuses;
