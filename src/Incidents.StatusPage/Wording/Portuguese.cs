using System.Globalization;
using Incidents.Public;

namespace Incidents.StatusPage.Wording;

/// <summary>The page in (European) Portuguese.</summary>
static class Portuguese
{
    public static readonly Texts Texts = new()
    {
        Tag = "pt",
        StatusOf = company => $"Estado dos serviços {company}",
        FeedTitle = company => $"{company} - Histórico de incidentes",
        Months = ["Janeiro", "Fevereiro", "Março", "Abril", "Maio", "Junho", "Julho", "Agosto", "Setembro", "Outubro", "Novembro", "Dezembro"],
        ShortMonths = ["jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"],
        MonthOfYear = (month, year) => $"{month} de {year}",
        TimesIn = "Fuso horário:",
        YourZone = "o seu",
        LastChange = "Última alteração",

        SkipToContent = "Saltar para o conteúdo",
        CurrentStatus = "Estado atual",
        History = "Histórico",
        Feed = "Feed Atom",

        AllGood = "Todos os serviços estão a funcionar normalmente",
        OneInProgress = impact => $"Está a decorrer um incidente {Adjective(impact)}",
        OneAffects = (impact, services) => $"Um incidente {Adjective(impact)} está a afetar {services}",
        ManyInProgress = count => $"Estão a decorrer {count} incidentes",
        ManyAffect = (count, services) => $"{count} incidentes estão a afetar {services}",
        FixInPlace = "Foi aplicada uma correção e estamos a acompanhar o resultado",
        FixInPlaceFor = services => $"Foi aplicada uma correção ({services}) e estamos a acompanhar o resultado",
        NothingKnown = "Não temos conhecimento de nenhum problema do nosso lado.",
        OnOurSide = "O problema é nosso e estamos a tratar dele.",
        And = "e",
        Others = count => $"mais {count} serviços",

        Services = "Serviços",
        StatusWord = status => status switch
        {
            ServiceStatus.Operational => "Operacional",
            ServiceStatus.UnderMaintenance => "Em manutenção",
            ServiceStatus.DegradedPerformance => "Degradado",
            ServiceStatus.PartialOutage => "Falha parcial",
            _ => "Falha grave",
        },
        Percent = figure => string.Create(CultureInfo.InvariantCulture, $"{figure:0.00}%").Replace('.', ','),
        UptimeOf90Days = "Disponibilidade nos últimos 90 dias",
        NoTroubleIn90Days = "nenhum dia com problemas",
        NotYetCounted = "ainda sem dados",
        DaysInDetail = count => $"Detalhes ({count})",
        NinetyDaysAgo = "Há 90 dias",
        Today = "Hoje",
        HowToReadTheBars = "Cada barra é um dia dos últimos 90, com o de hoje no fim; as altas tiveram um problema. No valor, uma falha grave conta por inteiro e uma parcial 30%.",

        Maintenance = "Manutenção",
        PlannedMaintenance = "Manutenção planeada",
        MaintenanceNow = "Está a decorrer uma manutenção planeada",
        MaintenanceNowOn = services => $"Está a decorrer uma manutenção planeada: {services}",
        AsAnnounced = "Este trabalho foi anunciado. Partes do serviço podem estar indisponíveis até terminar.",
        LongerThanPlanned = "Demora mais do que o previsto.",
        Cancelled = "Cancelada",
        Begins = "Começa",
        Ends = "Termina",
        Month = "Mês",
        Calendar = "Calendário",
        RssFeed = "Feed RSS",

        ActiveIncidents = "O que está a acontecer",
        RecentIncidents = "Incidentes recentes",
        NoIncidents = "Não foram comunicados incidentes.",
        NoEarlierIncidents = "Não há incidentes anteriores.",
        NothingBeforeToday = "Nada aconteceu antes de hoje.",
        AllIncidents = "Todos os incidentes",
        TodayIsOnTheFrontPage = "O que acontece hoje está na página inicial",
        ImpactWord = impact => impact switch
        {
            Public.Impact.Minor => "Ligeiro",
            Public.Impact.Major => "Grave",
            _ => "Crítico",
        },
        StateWord = state => state switch
        {
            PublicState.Investigating => "Em investigação",
            PublicState.Identified => "Identificado",
            PublicState.Monitoring => "Em monitorização",
            _ => "Resolvido",
        },
        MaintenanceWord = state => state switch
        {
            MaintenanceState.Scheduled => "Agendada",
            MaintenanceState.InProgress => "Em curso",
            MaintenanceState.Verifying => "Em verificação",
            _ => "Concluída",
        },
        Progress = "Progresso",
        NextUpdateBy = "Próxima atualização até",
        NoUpdatesYet = "A primeira atualização segue em breve.",
        Updates = "Atualizações",
        EarlierUpdates = count => count == 1 ? "1 atualização anterior" : $"{count} atualizações anteriores",
        Timeline = "Como decorreu",
        Unannounced = "Antes do nosso primeiro aviso",
        Ongoing = "até agora",
        Impact = "Impacto",
        Affected = "Afetados",
        Started = "Início",
        Resolved = "Resolução",
        Duration = "Duração",

        PostMortem = "Relatório do incidente",
        ReadPostMortem = "Ler o relatório do incidente",
        Revision = number => $"Revisão {number}",
        EarlierRevisions = "Revisões anteriores",

        NotFound = "Esta página não existe",
        NotFoundHelp = "O endereço pode estar errado ou desatualizado.",
        Exercise = "EXERCÍCIO (EXERCISE)",
        ExerciseHelp = "Isto é um simulacro. Nada do que esta página mostra está realmente a acontecer.",
    };

    static string Adjective(Impact impact) => impact switch
    {
        Impact.Minor => "ligeiro",
        Impact.Major => "grave",
        _ => "crítico",
    };
}
