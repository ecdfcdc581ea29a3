using Incidents.Public;

namespace Incidents.StatusPage.Model;

/// <summary>A service with what the page shows of it.</summary>
/// <param name="Service">Whose.</param>
/// <param name="Status">How it is now.</param>
/// <param name="Strip">Its 90 days.</param>
/// <param name="ChangedAt">When its state last changed, as far as the strip's days tell; null when it did not.</param>
sealed record ServiceView(PublicService Service, ServiceStatus Status, Strip Strip, DateTimeOffset? ChangedAt);

/// <summary>Services that are listed together.</summary>
/// <param name="Name">As customers read it; null for a service that stands alone.</param>
/// <param name="Services">In the page's order; never empty.</param>
sealed record ServiceGroup(string? Name, IReadOnlyList<ServiceView> Services)
{
    /// <summary>The worst of its services.</summary>
    public ServiceStatus Status => Services.Max(service => service.Status);

    /// <summary>The mean of its services; null when none has a figure.</summary>
    public decimal? Percent => UptimeFigure.Mean(Services.Select(service => service.Strip.Figure));

    /// <summary>In the page's order; a group stands where its first service stands.</summary>
    public static IReadOnlyList<ServiceGroup> Of(IEnumerable<ServiceView> services) =>
        [.. services.GroupBy(view => view.Service.Group is { Length: > 0 } group ? (group, "") : ("", view.Service.Id))
            .Select(group => new ServiceGroup(group.Key.Item1 is { Length: > 0 } name ? name : null, [.. group]))];
}
