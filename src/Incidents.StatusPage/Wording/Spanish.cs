using System.Globalization;
using Incidents.Public;

namespace Incidents.StatusPage.Wording;

/// <summary>The page in Spanish.</summary>
static class Spanish
{
    public static readonly Texts Texts = new()
    {
        Tag = "es",
        StatusOf = company => $"Estado de los servicios de {company}",
        FeedTitle = company => $"{company} - Historial de incidentes",
        Months = ["Enero", "Febrero", "Marzo", "Abril", "Mayo", "Junio", "Julio", "Agosto", "Septiembre", "Octubre", "Noviembre", "Diciembre"],
        ShortMonths = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"],
        MonthOfYear = (month, year) => $"{month} de {year}",
        TimesIn = "Zona horaria:",
        YourZone = "la suya",
        LastChange = "Último cambio",

        SkipToContent = "Ir al contenido",
        CurrentStatus = "Estado actual",
        History = "Historial",
        Feed = "Fuente Atom",

        AllGood = "Todos los servicios funcionan con normalidad",
        OneInProgress = impact => $"Hay un incidente {Adjective(impact)} en curso",
        OneAffects = (impact, services) => $"Un incidente {Adjective(impact)} afecta a {services}",
        ManyInProgress = count => $"Hay {count} incidentes en curso",
        ManyAffect = (count, services) => $"{count} incidentes afectan a {services}",
        FixInPlace = "Se ha aplicado una corrección y estamos vigilando el resultado",
        FixInPlaceFor = services => $"Se ha aplicado una corrección ({services}) y estamos vigilando el resultado",
        NothingKnown = "No nos consta ningún problema por nuestra parte.",
        OnOurSide = "El problema es nuestro y estamos trabajando en él.",
        And = "y",
        Others = count => $"{count} servicios más",

        Services = "Servicios",
        StatusWord = status => status switch
        {
            ServiceStatus.Operational => "Operativo",
            ServiceStatus.UnderMaintenance => "En mantenimiento",
            ServiceStatus.DegradedPerformance => "Degradado",
            ServiceStatus.PartialOutage => "Fallo parcial",
            _ => "Fallo grave",
        },
        Percent = figure => string.Create(CultureInfo.InvariantCulture, $"{figure:0.00}\u00A0%").Replace('.', ','),
        UptimeOf90Days = "Disponibilidad en los últimos 90 días",
        NoTroubleIn90Days = "ningún día con problemas",
        NotYetCounted = "todavía sin datos",
        DaysInDetail = count => $"Detalles ({count})",
        NinetyDaysAgo = "Hace 90 días",
        Today = "Hoy",
        HowToReadTheBars = "Cada barra es un día de los últimos 90, con el de hoy al final; las altas tuvieron un problema. En la cifra, un fallo grave cuenta entero y uno parcial un 30\u00A0%.",

        Maintenance = "Mantenimiento",
        PlannedMaintenance = "Mantenimiento planificado",
        MaintenanceNow = "Hay un mantenimiento planificado en curso",
        MaintenanceNowOn = services => $"Hay un mantenimiento planificado en curso: {services}",
        AsAnnounced = "Este trabajo estaba anunciado. Algunas partes del servicio pueden no estar disponibles hasta que termine.",
        LongerThanPlanned = "Dura más de lo previsto.",
        Cancelled = "Cancelado",
        Begins = "Empieza",
        Ends = "Termina",
        Month = "Mes",
        Calendar = "Calendario",
        RssFeed = "Fuente RSS",

        ActiveIncidents = "Qué está pasando ahora",
        RecentIncidents = "Incidentes recientes",
        NoIncidents = "No se ha comunicado ningún incidente.",
        NoEarlierIncidents = "No hay incidentes anteriores.",
        NothingBeforeToday = "No ocurrió nada antes de hoy.",
        AllIncidents = "Todos los incidentes",
        TodayIsOnTheFrontPage = "Lo que ocurre hoy está en la página principal",
        ImpactWord = impact => impact switch
        {
            Public.Impact.Minor => "Leve",
            Public.Impact.Major => "Grave",
            _ => "Crítico",
        },
        StateWord = state => state switch
        {
            PublicState.Investigating => "En investigación",
            PublicState.Identified => "Identificado",
            PublicState.Monitoring => "En observación",
            _ => "Resuelto",
        },
        MaintenanceWord = state => state switch
        {
            MaintenanceState.Scheduled => "Programado",
            MaintenanceState.InProgress => "En curso",
            MaintenanceState.Verifying => "En verificación",
            _ => "Completado",
        },
        Progress = "Progreso",
        NextUpdateBy = "Próxima actualización antes de",
        NoUpdatesYet = "La primera actualización llegará en breve.",
        Updates = "Actualizaciones",
        EarlierUpdates = count => count == 1 ? "1 actualización anterior" : $"{count} actualizaciones anteriores",
        Timeline = "Cómo transcurrió",
        Unannounced = "Antes de nuestro primer aviso",
        Ongoing = "hasta ahora",
        Impact = "Impacto",
        Affected = "Afectados",
        Started = "Inicio",
        Resolved = "Resolución",
        Duration = "Duración",

        PostMortem = "Informe del incidente",
        ReadPostMortem = "Leer el informe del incidente",
        Revision = number => $"Revisión {number}",
        EarlierRevisions = "Revisiones anteriores",

        NotFound = "Esta página no existe",
        NotFoundHelp = "La dirección puede estar mal escrita o haber caducado.",
        Exercise = "SIMULACRO (EXERCISE)",
        ExerciseHelp = "Esto es un simulacro. Nada de lo que muestra esta página está ocurriendo de verdad.",
    };

    static string Adjective(Impact impact) => impact switch
    {
        Impact.Minor => "leve",
        Impact.Major => "grave",
        _ => "crítico",
    };
}
