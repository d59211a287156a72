//! The types of `std::net`: whatever their `FromStr` accepts, trimmed and without one layer of
//! quotes.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};

use crate::support::ways::{self, refuses, refuses_json, says};
use smenv::HyperparameterValue;
use smenv::ProblemKind::{Invalid, Missing};

#[track_caller]
fn becomes<T: HyperparameterValue + Copy + Debug + PartialEq>(value: T, text: &str) {
    ways::becomes(
        value,
        &[
            text,
            &format!(" {text}\n"),
            &format!("\"{text}\""),
            &format!(" \" {text} \" "),
        ],
    );
}

#[test]
fn addresses_read_by_from_str() {
    becomes(IpAddr::from([127, 0, 0, 1]), "127.0.0.1");
    becomes(IpAddr::from(Ipv6Addr::LOCALHOST), "::1");
    becomes(IpAddr::from(Ipv6Addr::LOCALHOST), "0:0:0:0:0:0:0:1");
    becomes(Ipv4Addr::new(10, 0, 0, 255), "10.0.0.255");
    becomes(Ipv6Addr::LOCALHOST, "::1");
    becomes(SocketAddr::from(([127, 0, 0, 1], 7777)), "127.0.0.1:7777");
    becomes(SocketAddr::from((Ipv6Addr::LOCALHOST, 80)), "[::1]:80");
    becomes(SocketAddrV4::new(Ipv4Addr::UNSPECIFIED, 0), "0.0.0.0:0");
    becomes(
        SocketAddrV6::new(Ipv6Addr::LOCALHOST, 65535, 0, 0),
        "[::1]:65535",
    );
}

#[test]
fn other_texts_are_refused() {
    refuses::<IpAddr>(
        Invalid,
        &[
            "",
            " ",
            "localhost",
            "algo-1",
            "256.0.0.1",
            "127.1",
            "127.0.0.1:80",
            "[::1]",
            "127.0.0.01",
            "1",
            "null",
        ],
    );
    refuses::<IpAddr>(
        Invalid,
        &[
            "127.0.0.1 10.0.0.1",
            "127.0.0.1,10.0.0.1",
            "'127.0.0.1'",
            "１.0.0.1",
            "::1\0",
        ],
    );
    refuses::<Ipv4Addr>(Invalid, &["::1", "1.2.3"]);
    refuses::<Ipv6Addr>(Invalid, &["127.0.0.1", ":::"]);
    refuses::<SocketAddr>(
        Invalid,
        &[
            "127.0.0.1",
            "::1:80",
            "127.0.0.1:65536",
            "127.0.0.1:",
            ":80",
        ],
    );
    refuses::<SocketAddrV4>(Invalid, &["[::1]:80"]);
    refuses::<SocketAddrV6>(Invalid, &["127.0.0.1:80"]);
    refuses_json::<IpAddr>(Invalid, &["true", "1", "[]", "\"\\ud800\""]);
    refuses_json::<IpAddr>(Missing, &["null"]);
}

#[test]
fn they_are_items_and_values_and_options_too() {
    let both = [
        IpAddr::from([127, 0, 0, 1]),
        IpAddr::from(Ipv6Addr::LOCALHOST),
    ];
    let lists = [
        "127.0.0.1,::1",
        "[\"127.0.0.1\", \"::1\"]",
        "['127.0.0.1', '::1']",
        "[127.0.0.1, ::1]",
    ];
    ways::becomes(both.to_vec(), &lists);
    let map = BTreeMap::from([("a".to_owned(), both[0]), ("b".to_owned(), both[1])]);
    ways::becomes(
        map,
        &[
            "a=127.0.0.1,b=::1",
            "{'a': '127.0.0.1', 'b': '::1'}",
            "{a: 127.0.0.1, b: ::1}",
        ],
    );
    let keys = BTreeMap::from([(both[1], 1u8)]);
    ways::becomes(keys, &["{\"::1\": 1}", "{'::1': 1}", "::1=1"]);
    ways::becomes(None::<IpAddr>, &["None", "null", ""]);
    ways::becomes(Some(both[0]), &["127.0.0.1"]);
}

#[test]
fn a_refusal_says_what_would_be_right() {
    says::<IpAddr>("\"localhost\"", "got \"localhost\"; expected an IP address");
    says::<SocketAddr>(
        "\"localhost\"",
        "got \"localhost\"; expected an IP address and a port, such as `127.0.0.1:7777`",
    );
    says::<Vec<Ipv4Addr>>(
        "\"localhost\"",
        "got \"localhost\", but item 1 is \"localhost\"; expected a list, each item an IPv4 address",
    );
}
