//! Where a visitor comes from, when proxies of our own stand between. What a visitor writes into a header is believed
//! only as far as our own proxies wrote it.

use axum::http::HeaderMap;
use forwarded_header_value::{ForwardedHeaderValue, Identifier};
use ipnet::IpNet;
use std::{
    net::{IpAddr, Ipv6Addr, SocketAddr},
    str::FromStr,
};

/// Which proxies are our own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Trusted {
    /// None: whoever connects is the visitor.
    #[default]
    Nobody,
    /// So many stand between every visitor and this server.
    Count(usize),
    /// Those with addresses in these networks.
    Networks(Vec<IpNet>),
}

/// The header in which they write where a request comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ProxyHeader {
    /// `X-Forwarded-For`, which most proxies write.
    #[default]
    XForwardedFor,
    /// `Forwarded`, by RFC 7239.
    Forwarded,
}

/// Our proxies, and what they write.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies {
    /// Which they are.
    pub trusted: Trusted,
    /// What they write.
    pub header: ProxyHeader,
}

impl FromStr for Trusted {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Ok(count) = text.parse::<usize>() {
            return Ok(if count == 0 { Self::Nobody } else { Self::Count(count) });
        }
        let network = |part: &str| {
            let part = part.trim();
            let one = part.parse::<IpAddr>().map(IpNet::from);
            one.or_else(|_| part.parse::<IpNet>()).map_err(|_| {
                format!("{part:?} is neither an address nor a network such as 10.0.0.0/8; give those, or how many proxies there are")
            })
        };
        text.split(',').map(network).collect::<Result<_, _>>().map(Self::Networks)
    }
}

impl Proxies {
    /// Whether this address is known to be a proxy of ours, so that its many connections are many visitors'.
    pub fn are_at(&self, peer: IpAddr) -> bool {
        match &self.trusted {
            Trusted::Nobody => false,
            Trusted::Count(_) => true,
            Trusted::Networks(networks) => holds(networks, plain(peer)),
        }
    }

    /// The visitor behind a connection from `peer`. Entries are read from the last, which the proxy next to us wrote; the
    /// walk ends at the first address that is not a proxy of ours, or at an entry that is no address.
    pub fn visitor(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut at = plain(peer);
        let mut entries = self.entries(headers).into_iter().rev();
        match &self.trusted {
            Trusted::Nobody => {}
            Trusted::Count(count) => {
                for _ in 0..*count {
                    let Some(Some(next)) = entries.next() else { break };
                    at = next;
                }
            }
            Trusted::Networks(networks) => {
                while holds(networks, at) {
                    let Some(Some(next)) = entries.next() else { break };
                    at = next;
                }
            }
        }
        at
    }

    /// Every entry of every line of the header, in order; none for one that is no address.
    fn entries(&self, headers: &HeaderMap) -> Vec<Option<IpAddr>> {
        let name = match self.header {
            ProxyHeader::XForwardedFor => "x-forwarded-for",
            ProxyHeader::Forwarded => "forwarded",
        };
        let lines = headers.get_all(name).iter().map(|v| v.to_str().unwrap_or_default());
        match self.header {
            ProxyHeader::XForwardedFor => lines.flat_map(|line| line.split(',')).map(address).collect(),
            ProxyHeader::Forwarded => lines
                .flat_map(|line| match ForwardedHeaderValue::from_forwarded(line) {
                    Ok(value) => value.into_iter().map(|s| s.forwarded_for.as_ref().and_then(named)).collect(),
                    Err(_) => vec![None],
                })
                .collect(),
        }
    }
}

fn holds(networks: &[IpNet], at: IpAddr) -> bool {
    networks.iter().any(|network| network.contains(&at))
}

fn named(identifier: &Identifier) -> Option<IpAddr> {
    match identifier {
        Identifier::SocketAddr(at) => Some(plain(at.ip())),
        Identifier::IpAddr(at) => Some(plain(*at)),
        Identifier::String(_) | Identifier::Unknown => None,
    }
}

/// An address as proxies write it: with or without port, brackets or white space.
fn address(entry: &str) -> Option<IpAddr> {
    let entry = entry.trim();
    let bare = entry.strip_prefix('[').and_then(|e| e.strip_suffix(']')).unwrap_or(entry);
    let at = bare.parse::<IpAddr>().or_else(|_| entry.parse::<SocketAddr>().map(|a| a.ip()));
    at.ok().map(plain)
}

/// IPv4 is IPv4, however it came.
fn plain(at: IpAddr) -> IpAddr {
    at.to_canonical()
}

/// What tells visitors apart: an IPv4 address, or the network of an IPv6 one (a subscriber has at least a /64, RFC 6177).
pub fn tells_apart(at: IpAddr) -> IpAddr {
    match plain(at) {
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & (u128::MAX << 64))),
        four @ IpAddr::V4(_) => four,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn visitor(trusted: &str, header: ProxyHeader, peer: &str, lines: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        let name = if header == ProxyHeader::Forwarded { "forwarded" } else { "x-forwarded-for" };
        for line in lines {
            headers.append(name, HeaderValue::from_str(line).unwrap());
        }
        let proxies = Proxies { trusted: trusted.parse().unwrap(), header };
        proxies.visitor(peer.parse().unwrap(), &headers).to_string()
    }

    fn x(trusted: &str, peer: &str, lines: &[&str]) -> String {
        visitor(trusted, ProxyHeader::XForwardedFor, peer, lines)
    }

    #[test]
    fn nobody_is_believed_unless_told_so() {
        assert_eq!(x("0", "9.9.9.9", &["1.1.1.1"]), "9.9.9.9");
        assert_eq!(x("10.0.0.0/8", "9.9.9.9", &["1.1.1.1"]), "9.9.9.9", "a stranger beside the proxy");
    }

    #[test]
    fn the_last_entry_is_our_proxys_however_many_lines_there_are() {
        assert_eq!(x("1", "127.0.0.1", &["6.6.6.6, 1.1.1.1"]), "1.1.1.1");
        assert_eq!(x("1", "127.0.0.1", &["6.6.6.6", "1.1.1.1"]), "1.1.1.1", "two lines are one list");
        assert_eq!(x("2", "127.0.0.1", &["6.6.6.6", "1.1.1.1", "10.0.0.2"]), "1.1.1.1");
        assert_eq!(x("3", "127.0.0.1", &["1.1.1.1", "10.0.0.2"]), "1.1.1.1", "fewer entries than proxies");
        assert_eq!(x("1", "127.0.0.1", &[]), "127.0.0.1");
        assert_eq!(x("1", "127.0.0.1", &["1.1.1.1, nonsense"]), "127.0.0.1", "nothing is believed behind nonsense");
    }

    #[test]
    fn networks_are_left_at_the_first_stranger() {
        let ours = "127.0.0.0/8, 10.0.0.0/8, ::1";
        assert_eq!(x(ours, "127.0.0.1", &["6.6.6.6, 1.1.1.1, 10.0.0.2"]), "1.1.1.1");
        assert_eq!(x(ours, "::1", &["6.6.6.6, 1.1.1.1"]), "1.1.1.1");
        assert_eq!(x(ours, "127.0.0.1", &["10.0.0.3, 10.0.0.2"]), "10.0.0.3");
        assert_eq!(x(ours, "::ffff:127.0.0.1", &["1.1.1.1"]), "1.1.1.1");
    }

    #[test]
    fn forwarded_is_read_by_rfc_7239() {
        let f = |lines: &[&str]| visitor("1", ProxyHeader::Forwarded, "127.0.0.1", lines);
        assert_eq!(f(&["for=6.6.6.6, for=1.1.1.1;proto=https;by=10.0.0.1"]), "1.1.1.1");
        assert_eq!(f(&["for=6.6.6.6", "For=\"[2001:db8::1]:4711\""]), "2001:db8::1");
        assert_eq!(f(&["for=\"1.1.1.1:80\""]), "1.1.1.1");
        for hidden in ["for=_hidden", "for=unknown", "proto=https", "for=;;=", ""] {
            assert_eq!(f(&[hidden]), "127.0.0.1", "{hidden:?}");
        }
        assert_eq!(visitor("1", ProxyHeader::XForwardedFor, "127.0.0.1", &[]), "127.0.0.1");
    }

    #[test]
    fn ports_and_brackets_are_left_out() {
        for (written, at) in
            [("1.1.1.1:80", "1.1.1.1"), ("[2001:db8::1]:80", "2001:db8::1"), (" [::2] ", "::2"), ("::2", "::2")]
        {
            assert_eq!(x("1", "127.0.0.1", &[written]), at, "{written}");
        }
    }

    #[test]
    fn neighbours_in_one_network_are_one_visitor() {
        let apart = |at: &str| tells_apart(at.parse().unwrap()).to_string();
        assert_eq!(apart("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(apart("::ffff:1.2.3.4"), "1.2.3.4");
        assert_eq!(apart("1.2.3.4"), "1.2.3.4");
    }

    #[test]
    fn what_is_trusted_is_read_from_a_flag() {
        assert_eq!("2".parse(), Ok(Trusted::Count(2)));
        assert_eq!("0".parse(), Ok(Trusted::Nobody));
        assert!("10.0.0.0/33".parse::<Trusted>().unwrap_err().contains("10.0.0.0/33"));
        assert!("".parse::<Trusted>().is_err());
    }
}
