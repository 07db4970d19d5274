//! Portuguese as in Brazil, with the terms of Japanese town halls; papers also by the name that is printed on them.

use super::staff_word::by_word;
use super::texts::{
    Advice, CheckingTexts, CodeTexts, EndingTexts, KeyNoteTexts, KeyTexts, LastTryTexts, NoPinTexts, PanelLabels,
    PanelTexts, PinTexts, PromptTexts, SupervisorTexts, Texts, TroubleTexts, VerdictTexts, WaitingTexts,
};
use crate::common::{Appearance, Language, Proof, StaffWord, TroubleKind, Way};
use crate::eligibility::codes::{PersonalFamily, Sex};
use crate::eligibility::{Percent, VerdictKind};
use crate::visit::view::{CheckingStep, PinNote, PinRejection};

/// A sentence with the word for staff in it: one for every word of the settings.
macro_rules! staff {
    (first $before:literal, $after:literal) => {
        by_word!(WORD: $before ["O atendente", "O atendente", "A recepcionista", "A parteira"] $after)
    };
    (article $before:literal, $after:literal) => {
        by_word!(WORD: $before ["o atendente", "o atendente", "a recepcionista", "a parteira"] $after)
    };
    (alone $after:literal) => {
        by_word!(WORD: "" ["Atendente", "Atendente", "Recepcionista", "Parteira"] $after)
    };
    ($before:literal, $after:literal) => {
        by_word!(WORD: $before ["atendente", "atendente", "recepcionista", "parteira"] $after)
    };
}

/// The table for every word for staff, in their order.
pub(super) static TEXTS: [Texts; StaffWord::ALL.len()] = [texts::<0>(), texts::<1>(), texts::<2>(), texts::<3>()];

#[expect(clippy::too_many_lines, reason = "one table, a row each")]
const fn texts<const WORD: usize>() -> Texts {
    Texts {
        language: Language::Portuguese,
        keys: KeyTexts {
            cancel: "Anular",
            close: "Fechar",
            again: "De novo",
            send_pin: "OK",
            erase: "Apagar",
            type_pin: "Digitar senha",
            call_staff: staff!("Chamar ", ""),
            pin_instead: "Usar a senha",
            arrows: &["Baixo", "Cima"],
            more: "Mais",
            appearance: "Letra, cores",
        },
        waiting: WaitingTexts {
            ask: "Coloque o seu |Cartão My Number (マイナンバーカード) |no leitor de cartões",
            then_pin: "Depois, digite a |senha de 4 dígitos (暗証番号)",
            then_staff: staff!(article "Depois, ", " |vai conferir o seu rosto"),
            not_here: "Não servem: celular, CNH, cartão de trem. |Auxílio (受給者証): recepção.",
            confirmed: staff!(first "", " já conferiu"),
            left: |left| format!("faltam {left:>2} s"),
            notice: "Aviso",
            closes: |time| format!("O serviço fecha às {time}."),
            missing: "Não disponível agora",
            by_itself: "Esta tela volta a funcionar automaticamente.",
        },
        listening: PromptTexts {
            ask: "Coloque o seu |Cartão My Number (マイナンバーカード) |no terminal ao lado",
            detail: "O resultado aparecerá aqui automaticamente",
        },
        reading: PromptTexts { ask: "Lendo o cartão", detail: "Não mova o cartão, por favor" },
        pin: PinTexts {
            ask: "Digite a senha de 4 dígitos (暗証番号) |e aperte Enter",
            which: "A senha de 4 dígitos que você escolheu |ao receber o cartão",
            left: |left| {
                if left == 1 { "Resta 1 tentativa".to_owned() } else { format!("Restam {left} tentativas") }
            },
            note: |note| match note {
                PinNote::Rejected(PinRejection::WrongPin) => "Senha errada. Digite de novo.",
                PinNote::Rejected(PinRejection::HastyEnter) => "Aperte Enter mais uma vez.",
                PinNote::Rejected(PinRejection::DoubleStrike) => "O mesmo número veio duas vezes. Conta uma.",
                PinNote::TooShort => "Digite os 4 dígitos.",
                PinNote::TooLong => "São só 4 dígitos. Digite desde o começo.",
                PinNote::WrongKey => "Digite só números.",
                PinNote::OneByOne => "Digite um número de cada vez.",
            },
            forgotten: staff!(article "Não lembra? |Aperte F3 e ", " virá."),
        },
        last_try: LastTryTexts {
            title: "Resta só 1 tentativa",
            was_wrong: "A senha estava errada.",
            warning: "Se errar mais uma vez, a senha será bloqueada. Será preciso ir à prefeitura (市区町村) para desbloquear.",
            first_choice: "Conferir o rosto (recomendado)",
            second_choice: "Digitar a senha",
        },
        no_pin: NoPinTexts {
            blocked: Advice {
                cause: "A senha está bloqueada",
                visitor: "A prefeitura (市区町村) pode cadastrar uma senha nova.",
            },
            absent: Advice {
                cause: "Este cartão não tem senha",
                visitor: "Pode ser um cartão de reconhecimento facial (顔認証). Pode ser usado.",
            },
            staff_instead: "Conferir o rosto",
        },
        pin_instead: "Pode confirmar com a senha de 4 dígitos (暗証番号).",
        supervisor: SupervisorTexts {
            wait: "Aguarde um momento",
            out: "Fora de serviço",
            call: staff!(article "Chame ", ", por favor."),
        },
        notes: KeyNoteTexts {
            card_first: "Primeiro coloque o cartão no leitor",
            no_digits: "Aqui não se usam números",
            appearance: |appearance| match appearance {
                Appearance::Standing => "Tela normal",
                Appearance::Large => "Tela ampliada",
                Appearance::HighContrast => "Alto contraste",
                Appearance::LargeHighContrast => "Tela ampliada, alto contraste",
                Appearance::Dark => "Cores escuras",
            },
        },
        staff_come: PromptTexts { ask: staff!(first "", " já vem"), detail: "Aguarde aqui, por favor" },
        checking: CheckingTexts {
            ask: "Confirmando o seu seguro",
            step: |step| match step {
                CheckingStep::Connect => "Conectar ao serviço",
                CheckingStep::Verify => "Conferir a senha",
                CheckingStep::Sign | CheckingStep::Relay => "Confirmar o cartão",
                CheckingStep::SameCard => "Conferir se é o mesmo cartão",
                CheckingStep::Ask => "Consultar o seguro",
            },
            done: "[ok]",
            now: "[>>]",
            to_come: "[  ]",
            keep_card: "Deixe o cartão onde está",
            may_take_card: "Já pode retirar o cartão",
            slow: "Está demorando mais que o normal. |Aguarde um pouco.",
        },
        panel: PanelTexts {
            labels: PanelLabels {
                name: "Nome",
                kana: "Em kana",
                other_name: "Outro nome",
                other_kana: "Em kana",
                birthdate: "Nascimento",
                sex: "Sexo",
                sex2: "Sexo (verso)",
                insurer_number: "Nº segurador",
                insurer_name: "Seguradora",
                symbol: "Símbolo",
                number: "Número",
                branch: "Subnúmero",
                personal_family: "Relação",
                insured_name: "Segurado",
                classification: "Tipo",
                ratio: "Você paga",
                preschool: "Pré-escolar",
                qualified: "Desde",
                lost: "Perda em",
                reason: "Motivo",
                issued: "Emissão",
                from: "Válido de",
                to: "Válido até",
                elderly: "Idosos (高齢受給者証)",
                limit: "Limite de pagamento (限度額適用)",
                limit_kind: "Tipo",
                limit_class: "Classe",
                long_term: "Int. longa",
                disease: "Doença específica (特定疾病療養)",
                disease_name: "Doença",
                self_pay: "Limite",
                post: "CEP",
                address: "Endereço",
                reference_number: "Referência",
                checked: "Conferido",
            },
            with_notice: "VÁLIDO (com aviso)",
            notice: "Aviso",
            reference: "Último registro (não vale mais)",
            record: "Conteúdo recebido",
            proof: |proof| match proof {
                Proof::Pin => "Confirmado com a senha",
                Proof::Attested => staff!(alone " (terminal)"),
                Proof::Relayed => staff!(alone " (cartão)"),
                Proof::Folder => "Do outro terminal",
                Proof::Numbers => "Pelos números do documento",
                Proof::Copied { .. } => "De texto copiado",
            },
            executed: |day, (hour, minute)| format!("Confirmado em {day} {hour:02}:{minute:02}"),
            unread: |lines| format!("Linhas não mostradas: {lines}"),
            page: |page, pages| format!("página {page}/{pages}"),
            left: |left| format!("fecha em {left:>2} s"),
            take_card: "Retire o cartão, por favor",
            masked: staff!(first "O resto está oculto. ", " aperta F2 para mostrar."),
            hidden: "O resto está oculto.",
            no_end: "sem fim",
            not_sent: "(não consta)",
            insurer_shape: "Número de seguro com tamanho incomum.",
            insurer_check_digit: "O dígito verificador não confere.",
            insurer_law_code: "O código da lei não está na lista.",
            outside_validity: "O dia da consulta está fora do período.",
            period_reversed: "O período termina antes de começar.",
        },
        take_card: PromptTexts { ask: "Retire o cartão, por favor", detail: "Não esqueça o seu cartão" },
        thanks: PromptTexts { ask: "Obrigado", detail: "Sente-se e aguarde, por favor" },
        ending: EndingTexts {
            left: |left| format!("Faltam {left:>2} segundos. "),
            go_on: "Para continuar, |aperte qualquer tecla.",
        },
        trouble: TroubleTexts {
            title: "Não foi possível confirmar",
            my_number_card: "Coloque o seu |Cartão My Number",
            visitor: "Você",
            or: "Ou use",
            between: ", ",
            received: "Resp.",
            service_clock: |time| format!("Hora do serviço: {time}"),
            opens_again: |time| format!("Reabre às {time}."),
            left: |left| format!("volta ao início em {left:>2} s"),
        },
        trouble_of: trouble::<WORD>,
        verdict_of: verdict::<WORD>,
        way_of: |way| match way {
            Way::Portal => "Mynaportal (マイナポータル)",
            Way::Notice => "aviso (資格情報のお知らせ) com o cartão",
            Way::Certificate => "certificado (資格確認書)",
            Way::Statement => "declaração (被保険者資格申立書)",
            Way::Oral => "pergunta oral",
        },
        code: CodeTexts {
            sex: |sex| match sex {
                Sex::Male => "masculino".into(),
                Sex::Female => "feminino".into(),
                Sex::NotSet => "não informado".into(),
                Sex::Unknown(_) => sex.label_en(),
            },
            relation: |relation| match relation {
                PersonalFamily::Insured => "titular".into(),
                PersonalFamily::Family => "familiar".into(),
                PersonalFamily::Unknown(_) => relation.label_en(),
            },
        },
        date: |date| date.to_string(),
        percent: Percent::label_en,
    }
}

/// One row of the table of troubles.
const fn row(cause: &'static str, visitor: &'static str) -> Advice {
    Advice { cause, visitor }
}

const PUT_BACK: &str = "Coloque o cartão de novo, por favor.";
const fn staff_come<const WORD: usize>() -> &'static str {
    staff!(first "", " vai ajudar. Aguarde um momento.")
}
const NOT_NOW: &str = "Agora não é possível confirmar.";
const ONCE_MORE: &str = "Tente de novo, por favor.";
const WAIT: &str = "Aguarde um pouco e tente de novo.";
const MY_NUMBER_CARD: &str = "Coloque o seu Cartão My Number (マイナンバーカード).";

/// Every trouble.
fn trouble<const WORD: usize>(kind: TroubleKind) -> Advice {
    match kind {
        TroubleKind::ForeignCard => row("Este não é um Cartão My Number.", MY_NUMBER_CARD),
        TroubleKind::MuteCard => {
            row("Não foi possível ler o cartão.", "Tire-o da capa, veja o lado certo e coloque de novo.")
        }
        TroubleKind::CardPulled => row("O cartão foi retirado antes do fim.", "Coloque de novo e deixe até terminar."),
        TroubleKind::CardSwapped => row("Foi colocado outro cartão.", "Coloque só o seu próprio cartão."),
        TroubleKind::Smartphone => row("Aqui não se pode usar celular.", MY_NUMBER_CARD),
        TroubleKind::NoCertificate => row(
            "O cartão não tem certificado digital (電子証明書).",
            "A prefeitura (市区町村) pode emitir o certificado.",
        ),
        TroubleKind::CertificateExpired => row(
            "O certificado digital (電子証明書) venceu.",
            "O seu seguro pode continuar válido. A prefeitura (市区町村) renova o certificado.",
        ),
        TroubleKind::UnexpectedStatus => row("O cartão não foi lido corretamente.", PUT_BACK),
        TroubleKind::MalformedAnswer => row("Não foi possível ler os dados do cartão.", PUT_BACK),
        TroubleKind::UnsupportedKey => row("Este tipo de cartão ainda não é aceito.", staff_come::<WORD>()),
        TroubleKind::CardBusy => row("Outro programa está usando o cartão.", WAIT),
        TroubleKind::FaceUnsure | TroubleKind::FaceDiffers => {
            row("Não foi possível conferir o rosto.", staff_come::<WORD>())
        }
        TroubleKind::NoDaemon => row("O sistema do leitor de cartões parou.", staff_come::<WORD>()),
        TroubleKind::DaemonRefused => row("Este terminal não pode usar o leitor.", staff_come::<WORD>()),
        TroubleKind::NoReader => row("O leitor de cartões não foi encontrado.", staff_come::<WORD>()),
        TroubleKind::ReaderGone => row("O leitor de cartões foi desconectado.", staff_come::<WORD>()),
        TroubleKind::ReaderError => row("O leitor de cartões tem um erro.", staff_come::<WORD>()),
        TroubleKind::ShortReader => row("Com este leitor não é possível confirmar pelo rosto.", staff_come::<WORD>()),
        TroubleKind::ReaderRestarts => {
            row("O leitor de cartões não respondeu e está sendo reiniciado.", "Aguarde um momento. Continua sozinho.")
        }
        TroubleKind::Unreachable => row("Não há conexão com o serviço.", staff_come::<WORD>()),
        TroubleKind::TimedOut => row("A resposta não chegou a tempo.", ONCE_MORE),
        TroubleKind::ConnectionBroken => row("A conexão caiu.", ONCE_MORE),
        TroubleKind::Untrusted | TroubleKind::ServiceExpired | TroubleKind::OldTls => {
            row(NOT_NOW, staff_come::<WORD>())
        }
        TroubleKind::NotRegistered => row("O serviço não aceita este terminal.", staff_come::<WORD>()),
        TroubleKind::Garbage | TroubleKind::TooLarge | TroubleKind::WrongType => row(NOT_NOW, ONCE_MORE),
        TroubleKind::OtherCheck => row("Por segurança, o resultado não é mostrado.", ONCE_MORE),
        TroubleKind::Problem => row("O serviço não aceitou o pedido.", staff_come::<WORD>()),
        TroubleKind::HttpStatus => row("O serviço informou um erro.", ONCE_MORE),
        TroubleKind::Maintenance => row("O serviço está em manutenção.", staff_come::<WORD>()),
        TroubleKind::Clock => row("O relógio deste terminal está errado.", staff_come::<WORD>()),
        TroubleKind::TerminalExpired => row("O registro deste terminal venceu.", staff_come::<WORD>()),
        TroubleKind::Busy => row("O serviço está sobrecarregado.", WAIT),
        TroubleKind::Closed => row("O serviço está fechado a esta hora.", staff_come::<WORD>()),
        TroubleKind::RelayRefused => row("Por segurança, a consulta foi interrompida.", staff_come::<WORD>()),
        TroubleKind::FolderGone => row("A pasta de resultados não abre.", staff_come::<WORD>()),
        TroubleKind::ResultUnreadable => {
            row("Não foi possível ler o resultado do outro terminal.", staff_come::<WORD>())
        }
        TroubleKind::ResultLate => {
            row("O resultado do outro terminal não é recente; não é mostrado.", staff_come::<WORD>())
        }
        TroubleKind::ResultForeign => row("O resultado é de outra instituição; não é mostrado.", staff_come::<WORD>()),
        TroubleKind::ResultPacked => {
            row("O resultado do outro terminal é um arquivo ZIP; não dá para ler.", staff_come::<WORD>())
        }
        TroubleKind::JournalFull => row("Não foi possível gravar; o resultado não é mostrado.", staff_come::<WORD>()),
    }
}

/// Every verdict.
fn verdict<const WORD: usize>(kind: VerdictKind) -> VerdictTexts {
    let (word, advice) = match kind {
        VerdictKind::Confirmed => return VerdictTexts { word: "VÁLIDO", advice: None },
        VerdictKind::Lost => (
            "NÃO VÁLIDO (terminou)",
            row("O seguro registrado terminou.", "Se mudou de seguro, mostre o novo certificado (資格確認書)."),
        ),
        VerdictKind::NewExists => (
            "NÃO VÁLIDO (há um novo)",
            row("Este seguro terminou e há um novo registrado.", "Mostre o novo certificado (資格確認書)."),
        ),
        VerdictKind::NoMatch => (
            "NENHUM REGISTRO ENCONTRADO",
            row(
                "Nenhum seguro registrado foi encontrado.",
                "O registro pode estar atrasado. Mostre o certificado (資格確認書).",
            ),
        ),
        VerdictKind::Multiple => {
            ("VÁRIOS ENCONTRADOS", row("Há mais de um resultado; nada é mostrado.", staff_come::<WORD>()))
        }
        VerdictKind::Unregistered => (
            "SEM REGISTRO (医療扶助)",
            row("Assistência médica (医療扶助) ainda não registrada.", staff_come::<WORD>()),
        ),
        VerdictKind::Unknown => {
            ("RESPOSTA DESCONHECIDA", row("Este terminal não conhece o código recebido.", staff_come::<WORD>()))
        }
        VerdictKind::Inconsistent => {
            ("DADOS CONTRADITÓRIOS", row("As informações recebidas se contradizem.", staff_come::<WORD>()))
        }
        VerdictKind::NotStated => {
            ("IMPORTADO (sem decisão)", row("Os dados importados não dizem se é válido.", staff_come::<WORD>()))
        }
        VerdictKind::Refused => {
            ("NÃO CONFIRMADO", row("O serviço respondeu que não pode confirmar.", staff_come::<WORD>()))
        }
        VerdictKind::InProgress => ("EM ANDAMENTO", row("O serviço ainda não terminou.", ONCE_MORE)),
        VerdictKind::SystemError => ("ERRO DO SISTEMA", row("Houve um erro dentro do serviço.", staff_come::<WORD>())),
    };
    VerdictTexts { word, advice: Some(advice) }
}
