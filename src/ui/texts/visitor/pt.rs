//! Portuguese as in Brazil, with the terms of Japanese town halls; papers also by the name that is printed on them.

use super::texts::{
    Advice, CheckingTexts, CodeTexts, KeyTexts, LastTryTexts, NoPinTexts, PanelLabels, PanelTexts, PinTexts,
    PromptTexts, SupervisorTexts, Texts, TroubleTexts, VerdictTexts, WaitingTexts,
};
use crate::common::{Language, Proof, TroubleKind, Way};
use crate::eligibility::codes::{PersonalFamily, Sex};
use crate::eligibility::{Percent, VerdictKind};
use crate::visit::view::{CheckingStep, PinNote, PinRejection};

pub(super) static TEXTS: Texts = Texts {
    language: Language::Portuguese,
    keys: KeyTexts {
        cancel: "Sair",
        close: "Fechar",
        again: "De novo",
        send_pin: "OK",
        erase: "Apagar",
        type_pin: "Digitar senha",
        staff_instead: "Chamar atendente",
        pin_instead: "Usar a senha",
        arrows: &["Down", "Up"],
        more: "Mais",
    },
    waiting: WaitingTexts {
        ask: "Coloque o seu |Cartão My Number |no leitor de cartões",
        then_pin: "Depois, digite a |senha de 4 dígitos (暗証番号)",
        then_staff: "Depois, o atendente |vai conferir o seu rosto",
        confirmed: "O atendente já conferiu",
        left: |left| format!("faltam {left:>2} s"),
        notice: "Aviso",
        closes: |time| format!("O serviço fecha às {time}."),
        missing: "Não disponível agora",
        by_itself: "Quando for consertado, volta sozinho.",
    },
    listening: PromptTexts {
        ask: "Passe o seu Cartão My Number |no outro terminal",
        detail: "O resultado aparecerá aqui",
    },
    reading: PromptTexts { ask: "Lendo o cartão", detail: "Não mova o cartão, por favor" },
    pin: PinTexts {
        ask: "Digite a senha de 4 dígitos (暗証番号) |e aperte Enter",
        left: |left| {
            if left == 1 { "Resta 1 tentativa".to_owned() } else { format!("Restam {left} tentativas") }
        },
        note: |note| match note {
            PinNote::Rejected(PinRejection::WrongPin) => "Senha errada. Digite de novo.",
            PinNote::Rejected(PinRejection::HastyEnter) => "Aperte Enter mais uma vez.",
            PinNote::TooShort => "Digite os 4 dígitos.",
            PinNote::TooLong => "São só 4 dígitos. Digite desde o começo.",
            PinNote::WrongKey => "Digite só números.",
            PinNote::OneByOne => "Digite um número de cada vez.",
        },
        forgotten: "Não lembra? |Aperte F3 e o atendente virá.",
    },
    last_try: LastTryTexts {
        title: "Resta só 1 tentativa",
        was_wrong: "A senha estava errada.",
        warning: "Se errar mais uma vez, a senha será bloqueada. Só a prefeitura (市区町村) pode desbloquear.",
        first_choice: "Atendente confere (recomendado)",
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
        staff_instead: "Atendente confere o rosto",
    },
    pin_instead: "Pode confirmar com a senha de 4 dígitos.",
    supervisor: SupervisorTexts {
        wait: "Aguarde um momento",
        out: "Fora de serviço",
        call: "Chame um funcionário, por favor.",
    },
    look_here: "Por favor, veja a tela.",
    staff_come: PromptTexts { ask: "O atendente já vem", detail: "Aguarde aqui, por favor" },
    checking: CheckingTexts {
        ask: "Confirmando o seu seguro",
        step: |step| match step {
            CheckingStep::Connect => "Conectar ao serviço",
            CheckingStep::Verify => "Conferir a senha",
            CheckingStep::Sign => "Assinar com o cartão",
            CheckingStep::Relay => "Provar o cartão ao serviço",
            CheckingStep::SameCard => "Conferir o cartão",
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
            insurer_number: "Nº do seguro",
            insurer_name: "Seguradora",
            symbol: "Símbolo",
            number: "Número",
            branch: "Subnúmero",
            personal_family: "Relação",
            insured_name: "Segurado",
            classification: "Tipo",
            ratio: "Parte paga",
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
            long_term: "Longa estada",
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
            Proof::Attested => "Atendente (terminal)",
            Proof::Relayed => "Atendente (cartão)",
            Proof::Folder => "Do outro terminal",
            Proof::Numbers => "Pelos números do documento",
            Proof::Copied { .. } => "De texto copiado",
        },
        executed: |day, (hour, minute)| format!("Lá confirmado {day} {hour:02}:{minute:02}"),
        unread: |lines| format!("Linhas não mostradas: {lines}"),
        page: |page, pages| format!("página {page}/{pages}"),
        left: |left| format!("fecha em {left:>2} s"),
        take_card: "Retire o cartão, por favor",
        masked: "O resto está oculto. A equipe pressiona F2 para mostrar.",
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
    trouble: TroubleTexts {
        title: "Não foi possível confirmar",
        visitor: "Você",
        or: "Ou use",
        between: ", ",
        received: "Receb.",
        service_clock: |time| format!("Hora do serviço: {time}"),
        opens_again: |time| format!("Reabre às {time}."),
        left: |left| format!("volta ao início em {left:>2} s"),
    },
    trouble_of: trouble,
    verdict_of: verdict,
    way_of: |way| match way {
        Way::Portal => "Mynaportal (マイナポータル)",
        Way::Notice => "aviso (資格情報のお知らせ)",
        Way::Certificate => "certificado (資格確認書)",
        Way::Statement => "declaração (資格申立書)",
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
};

/// One row of the table of troubles.
const fn row(cause: &'static str, visitor: &'static str) -> Advice {
    Advice { cause, visitor }
}

const PUT_BACK: &str = "Coloque o cartão de novo e tente mais uma vez.";
const STAFF_COME: &str = "O atendente vai ajudar. Aguarde um momento.";
const ONCE_MORE: &str = "Tente de novo, por favor.";
const WAIT: &str = "Aguarde um pouco e tente de novo.";
const MY_NUMBER_CARD: &str = "Coloque o seu Cartão My Number.";

/// Every trouble.
fn trouble(kind: TroubleKind) -> Advice {
    match kind {
        TroubleKind::ForeignCard => row("Este não é um Cartão My Number.", MY_NUMBER_CARD),
        TroubleKind::MuteCard => {
            row("Não foi possível ler o cartão.", "Tire-o da capa, veja o lado certo e coloque de novo.")
        }
        TroubleKind::CardPulled => {
            row("O cartão saiu do leitor antes do fim.", "Coloque de novo e deixe até terminar.")
        }
        TroubleKind::CardSwapped => row("O cartão foi trocado por outro.", "Coloque só o seu próprio cartão."),
        TroubleKind::Smartphone => row("Aqui não se pode usar celular.", MY_NUMBER_CARD),
        TroubleKind::NoCertificate => row(
            "O cartão não tem certificado digital (電子証明書).",
            "A prefeitura (市区町村) pode colocar o certificado.",
        ),
        TroubleKind::CertificateExpired => row(
            "O certificado digital (電子証明書) venceu.",
            "O seu seguro pode estar válido. A prefeitura (市区町村) renova o certificado.",
        ),
        TroubleKind::UnexpectedStatus => row("O cartão deu uma resposta inesperada.", PUT_BACK),
        TroubleKind::MalformedAnswer => row("Não foi possível ler os dados do cartão.", PUT_BACK),
        TroubleKind::UnsupportedKey => row("Este tipo de cartão ainda não é aceito.", STAFF_COME),
        TroubleKind::CardBusy => row("Outro programa está usando o cartão.", WAIT),
        TroubleKind::NoDaemon => row("O sistema do leitor de cartões parou.", STAFF_COME),
        TroubleKind::DaemonRefused => row("Este terminal não pode usar o leitor.", STAFF_COME),
        TroubleKind::NoReader => row("O leitor de cartões não foi encontrado.", STAFF_COME),
        TroubleKind::ReaderGone => row("O leitor de cartões foi desconectado.", STAFF_COME),
        TroubleKind::ReaderError => row("O leitor de cartões tem um erro.", STAFF_COME),
        TroubleKind::ShortReader => row("Com este leitor, o atendente não pode confirmar pelo rosto.", STAFF_COME),
        TroubleKind::Unreachable => row("Não há conexão com o serviço.", STAFF_COME),
        TroubleKind::TimedOut => row("A resposta não chegou a tempo.", ONCE_MORE),
        TroubleKind::ConnectionBroken => row("A conexão caiu.", ONCE_MORE),
        TroubleKind::Untrusted => row("Não há certeza de que é o serviço certo.", STAFF_COME),
        TroubleKind::NotRegistered => row("O serviço não aceita este terminal.", STAFF_COME),
        TroubleKind::Garbage => row("Não foi possível ler a resposta do serviço.", ONCE_MORE),
        TroubleKind::TooLarge => row("A resposta do serviço é grande demais.", ONCE_MORE),
        TroubleKind::WrongType => row("A resposta do serviço tem formato errado.", ONCE_MORE),
        TroubleKind::OtherCheck => row("Veio a resposta de outra consulta; não é mostrada.", ONCE_MORE),
        TroubleKind::Problem => row("O serviço não aceitou o pedido.", STAFF_COME),
        TroubleKind::HttpStatus => row("O serviço informou um erro.", ONCE_MORE),
        TroubleKind::Maintenance => row("O serviço está em manutenção.", STAFF_COME),
        TroubleKind::Clock => row("O relógio deste terminal está errado.", STAFF_COME),
        TroubleKind::TerminalExpired => row("O registro deste terminal venceu.", STAFF_COME),
        TroubleKind::Busy => row("O serviço está sobrecarregado.", WAIT),
        TroubleKind::Closed => row("O serviço está fechado a esta hora.", STAFF_COME),
        TroubleKind::RelayRefused => row("O serviço pediu ao cartão algo não permitido.", STAFF_COME),
        TroubleKind::ServiceExpired => row("O certificado do serviço não vale hoje.", STAFF_COME),
        TroubleKind::OldTls => row("A conexão do serviço é antiga e não é segura.", STAFF_COME),
        TroubleKind::FolderGone => row("A pasta de resultados não abre.", STAFF_COME),
        TroubleKind::ResultUnreadable => row("Não foi possível ler o resultado do outro terminal.", STAFF_COME),
        TroubleKind::ResultLate => row("O resultado do outro terminal não é recente; não é mostrado.", STAFF_COME),
        TroubleKind::ResultForeign => row("O resultado é de outra instituição; não é mostrado.", STAFF_COME),
        TroubleKind::ResultPacked => {
            row("O resultado do outro terminal é um arquivo ZIP; não dá para ler.", STAFF_COME)
        }
        TroubleKind::JournalFull => row("Não foi possível gravar; o resultado não é mostrado.", STAFF_COME),
    }
}

/// Every verdict.
fn verdict(kind: VerdictKind) -> VerdictTexts {
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
            "NADA REGISTRADO",
            row("Nenhum seguro registrado foi encontrado.", "Você pode ter seguro. Mostre o certificado (資格確認書)."),
        ),
        VerdictKind::Multiple => ("VÁRIOS ENCONTRADOS", row("Há mais de um resultado; nada é mostrado.", STAFF_COME)),
        VerdictKind::Unregistered => {
            ("SEM REGISTRO (医療扶助)", row("Assistência médica (医療扶助) ainda não registrada.", STAFF_COME))
        }
        VerdictKind::Unknown => {
            ("RESPOSTA DESCONHECIDA", row("O serviço respondeu com um código desconhecido.", STAFF_COME))
        }
        VerdictKind::Inconsistent => ("DADOS CONTRADITÓRIOS", row("A resposta do serviço se contradiz.", STAFF_COME)),
        VerdictKind::NotStated => {
            ("IMPORTADO (sem decisão)", row("Os dados importados não dizem se é válido.", STAFF_COME))
        }
        VerdictKind::Refused => ("NÃO CONFIRMADO", row("O serviço respondeu que não pode confirmar.", STAFF_COME)),
        VerdictKind::InProgress => ("EM ANDAMENTO", row("O serviço ainda não terminou.", ONCE_MORE)),
        VerdictKind::SystemError => ("ERRO DO SISTEMA", row("Houve um erro dentro do serviço.", STAFF_COME)),
    };
    VerdictTexts { word, advice: Some(advice) }
}
