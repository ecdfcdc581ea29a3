using Incidents.Planned;
using Incidents.Public;

namespace Incidents.Web.Planned;

/// <summary>Planned maintenance, for tools.</summary>
/// <param name="Id">Names it in addresses, feeds and calendars.</param>
/// <param name="Title">One line, for the public.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Public">True when the public knows of it; false for a draft that waits for a manager.</param>
/// <param name="Cancelled">True when it was called off before it began.</param>
/// <param name="Services">What it touches, and how much.</param>
/// <param name="Start">When it is scheduled to begin.</param>
/// <param name="End">When it is scheduled to end.</param>
/// <param name="StartsItself">True when it begins at its time without anybody's word.</param>
/// <param name="EndsItself">True when it ends at its time without anybody's word.</param>
/// <param name="Text">The announcement.</param>
/// <param name="Revision">What a publication has to name.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="CompletedAt">When it was over.</param>
/// <param name="Overrun">True while it takes longer than the public was told.</param>
/// <param name="Concern">What somebody has to look at; null when nothing is amiss.</param>
/// <param name="Approval">Who let the public know.</param>
/// <param name="Updates">What the public was told, oldest first.</param>
/// <param name="Entries">Who did what, oldest first; by nobody: the clock.</param>
public sealed record MaintenanceDetail(string Id, string Title, MaintenanceState State, bool Public, bool Cancelled, IReadOnlyList<MaintenanceImpact> Services, DateTimeOffset Start, DateTimeOffset End,
    bool StartsItself, bool EndsItself, string Text, int Revision, DateTimeOffset? StartedAt, DateTimeOffset? CompletedAt, bool Overrun, string? Concern, PlannedApproval? Approval,
    IReadOnlyList<MaintenanceUpdate> Updates, IReadOnlyList<PlannedEntry> Entries)
{
    /// <summary>From the record.</summary>
    public static MaintenanceDetail Of(PlannedWork w, DateTimeOffset now) => new(w.Id, w.Title, w.State, w.IsPublic, w.Cancelled, w.Services, w.Start, w.End, w.StartsItself, w.EndsItself, w.Text, w.Revision,
        w.StartedAt, w.CompletedAt, w.IsPublic && w.IsOn && now > w.End, w.Concern(now), w.Approval, w.Updates, w.Entries);
}

/// <summary>What a request for maintenance says. Which members it takes depends on the order; none that is left out is changed.</summary>
/// <param name="Title">One line, for the public.</param>
/// <param name="Services">What it touches; without a status it is under maintenance.</param>
/// <param name="Start">When it begins, with an offset.</param>
/// <param name="End">When it ends, with an offset.</param>
/// <param name="StartsItself">Whether it begins by itself. Default for a new one: true.</param>
/// <param name="EndsItself">Whether it ends by itself. Default for a new one: false.</param>
/// <param name="Text">The announcement: what customers will notice.</param>
/// <param name="Note">What the public is told now; left out: the standard sentence.</param>
/// <param name="Revision">What is published.</param>
public sealed record MaintenanceOrder(string? Title = null, IReadOnlyList<ServiceImpact>? Services = null, DateTimeOffset? Start = null, DateTimeOffset? End = null, bool? StartsItself = null, bool? EndsItself = null,
    string? Text = null, string? Note = null, int? Revision = null);

/// <summary>A service in a request.</summary>
/// <param name="Service">Its id.</param>
/// <param name="Status">UnderMaintenance (the default), DegradedPerformance, PartialOutage or MajorOutage.</param>
public sealed record ServiceImpact(string Service, ServiceStatus Status = ServiceStatus.UnderMaintenance);
