using Incidents.Public;

namespace Incidents.StatusPage.Import;

/// <summary>Finds the page's own service for one of another status page: by its id, else by its name. One that is not found keeps its name, and the page shows it as it is.</summary>
sealed class ImportedServices(PublicPage page)
{
    /// <summary>The id under which it is kept.</summary>
    public string Of(string id, string name) =>
        page.Services.FirstOrDefault(service => service.Id == id)?.Id
        ?? page.Services.FirstOrDefault(service => string.Equals(service.Name, name, StringComparison.OrdinalIgnoreCase) || service.Id == name)?.Id
        ?? name;
}
