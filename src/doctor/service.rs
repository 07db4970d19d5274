//! The service and this terminal's registration with it.

use std::time::SystemTime;

use time::OffsetDateTime;

use crate::common::{Finding, FindingDetail, Part, Service, in_japan};
use crate::gateway::{ConfigError, GatewayClient, GatewayConfig, Terminal, others_may_read};
use crate::settings::{KeyLocation, Settings};

/// This terminal's certificate.
pub(super) fn certificate(settings: &Settings) -> Vec<Finding> {
    let found = match config(settings) {
        Ok(Some(config)) => match Terminal::new(&config) {
            Ok(terminal) => Finding::certificate(ends(&terminal)),
            // The probe of the key reports it.
            Err(ConfigError::Key) => return Vec::new(),
            Err(error) => wrong(&error),
        },
        // Registering takes the authority first.
        Ok(None) => match missing_authority(settings) {
            Some(error) => wrong(&error),
            None => Finding::broken(Part::Certificate, FindingDetail::NotRegistered),
        },
        Err(error) => wrong(&error),
    };
    vec![found]
}

/// Whether this terminal's key is one with its certificate and its user's alone. Nothing where there is no certificate
/// yet.
pub(super) fn key(settings: &Settings) -> Vec<Finding> {
    // Certificates that came from nowhere have no key's file (the demo).
    let Some(site) = settings.site().filter(|_| settings.has_file()) else { return Vec::new() };
    let Ok(Some(config)) = config(settings) else { return Vec::new() };
    let found = match (GatewayClient::new(&config), &site.gateway.key) {
        (Err(error @ (ConfigError::Key | ConfigError::Pair(_))), _) => {
            Finding::broken(Part::Key, FindingDetail::Wrong(error.to_string()))
        }
        (Err(_), _) => return Vec::new(),
        (Ok(_), KeyLocation::File(path)) if others_may_read(path).unwrap_or(true) => {
            Finding::broken(Part::Key, FindingDetail::OpenToOthers(path.display().to_string()))
        }
        (Ok(_), _) => Finding::fine(Part::Key, FindingDetail::Guarded),
    };
    vec![found]
}

/// Asks the service how it is, once, as the kiosk does between visits.
pub(super) fn service(settings: &Settings) -> Vec<Finding> {
    // The probes of certificate and key report what is wrong with them.
    let Ok(Some(client)) =
        config(settings).and_then(|config| config.map(|config| GatewayClient::new(&config)).transpose())
    else {
        return vec![Finding::look(Part::Service, FindingDetail::NotAsked)];
    };
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
        return vec![Finding::broken(Part::Service, FindingDetail::NoAnswer)];
    };
    let state = match runtime.block_on(client.service()) {
        Ok(status) => status.heard(OffsetDateTime::now_utc()),
        Err(error) => Service::Unusable(error.into()),
    };
    // A name that is being looked up cannot be called off.
    runtime.shutdown_background();
    vec![Finding::service(&state)]
}

fn config(settings: &Settings) -> Result<Option<GatewayConfig>, ConfigError> {
    settings.site().map_or(Ok(None), |site| GatewayConfig::read_if_registered(&site))
}

fn missing_authority(settings: &Settings) -> Option<ConfigError> {
    let path = settings.site()?.gateway.authority;
    matches!(std::fs::exists(&path), Ok(false))
        .then(|| ConfigError::AuthorityFile { path, source: std::io::ErrorKind::NotFound.into() })
}

fn wrong(error: &ConfigError) -> Finding {
    Finding::broken(Part::Certificate, FindingDetail::Wrong(error.to_string()))
}

/// Its last day in Japan, and the days until then.
fn ends(terminal: &Terminal) -> Option<(time::Date, i64)> {
    let day = in_japan(terminal.not_after()?).date();
    Some((day, (day - in_japan(SystemTime::now()).date()).whole_days()))
}
