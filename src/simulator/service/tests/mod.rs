//! The kiosk's client and the emulated service over real sockets. Everybody in here is synthetic.

mod contract;
mod desk;
mod proofs;
mod registration;
mod relay;
mod renewal;
mod troubles;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use rsa::Pkcs1v15Sign;
use zeroize::Zeroizing;

use super::registry::DEFAULT_PERSONA;
use super::{CardTrust, Registry, Service, ServiceHandle};
use crate::card::certificate;
use crate::common::{CardCertificate, Method};
use crate::gateway::{CardProof, GatewayClient, GatewayError, Jws, OpenCheck};
use crate::simulator::authority::{CardAuthority, FIRST_SERIAL, validity_of};
use crate::simulator::personas;
use crate::simulator::tls::TestPki;

const FACILITY: &str = "1319999999";
const DEADLINE: Duration = Duration::from_secs(30);

/// A certificate as the kiosk has it from the card.
fn parsed(der: Vec<u8>) -> Arc<CardCertificate> {
    Arc::new(certificate::parse(Zeroizing::new(der)).unwrap())
}

/// A service and the means to make kiosks and cards for it.
struct World {
    pki: TestPki,
    service: ServiceHandle,
    authority: CardAuthority,
}

impl World {
    async fn new() -> Self {
        let pki = TestPki::new().unwrap();
        let service = start(&pki, SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await;
        Self { pki, service, authority: CardAuthority::new().unwrap() }
    }

    /// A kiosk that this service knows.
    fn kiosk(&self) -> GatewayClient {
        self.kiosk_with(DEADLINE)
    }

    fn kiosk_with(&self, deadline: Duration) -> GatewayClient {
        kiosk(&self.pki, self.service.url(), deadline)
    }

    /// The user-authentication certificate of the persona's card.
    fn card(&self, persona: &str) -> Arc<CardCertificate> {
        let place = personas::all().iter().position(|other| other.key == persona).unwrap();
        let age = personas::all()[place].card.certificate;
        let (from, until) = validity_of(age, SystemTime::now());
        let serial = FIRST_SERIAL + u32::try_from(place).unwrap();
        parsed(self.authority.card_certificate(serial, from, until).unwrap())
    }

    /// What the card signs once the PIN was right.
    fn sign(&self, proof: CardProof) -> Jws {
        let signature =
            self.authority.card_key().sign(Pkcs1v15Sign::new_unprefixed(), &proof.digest().card_input()).unwrap();
        proof.finish(&signature).unwrap()
    }

    fn proof(&self, kiosk: &GatewayClient, check: &OpenCheck, persona: &str) -> Jws {
        self.sign(CardProof::begin(check, self.card(persona), kiosk.terminal(), SystemTime::now()))
    }

    /// A whole visit with the PIN.
    async fn visit(
        &self,
        kiosk: &GatewayClient,
        persona: &str,
    ) -> Result<Box<crate::eligibility::XmlMsg>, GatewayError> {
        let check = kiosk.open_check(Method::Pin).await?;
        kiosk.prove(&check, &self.proof(kiosk, &check, persona)).await
    }
}

async fn start(pki: &TestPki, listen: SocketAddr) -> ServiceHandle {
    let registry = Registry::new(personas::all(), DEFAULT_PERSONA).unwrap();
    let cards = CardTrust::new(CardAuthority::new().unwrap().certificate_der()).unwrap();
    Service::start(listen, pki, registry, cards).await.unwrap()
}

fn kiosk(pki: &TestPki, url: String, deadline: Duration) -> GatewayClient {
    GatewayClient::new(&pki.gateway_config(url.try_into().unwrap(), deadline, FACILITY.parse().unwrap())).unwrap()
}

/// The code with which the service refused.
fn code<T: std::fmt::Debug>(result: &Result<T, GatewayError>) -> &str {
    match result {
        Err(GatewayError::Problem(problem)) => problem.code.as_str(),
        other => panic!("no problem, but {other:?}"),
    }
}
