using Incidents.Adapters.Channels;
using MimeKit;

namespace Incidents.Hosting.Configuration;

/// <summary>Mail, push, call and posts.</summary>
static class ChannelsCheck
{
    // Names that effects use for other channels; a post under one of them would go astray.
    static readonly string[] Taken = ["mail", "push", "call", "contacts", ChatCheck.Slack, ChatCheck.Teams, BookMeeting.Name, PublishPage.Name];

    public static IEnumerable<Problem> Of(ResponseConfiguration c) => [.. Mail(c.Channels.Mail), .. BouncesCheck.Of(c.Channels.Mail), .. Push(c), .. Call(c.Channels.Call), .. GraphCheck.Of(c.Channels.Graph), .. ChatCheck.Of(c.Channels), .. Posts(c.Channels.Posts), .. X(c.Channels.Posts)];

    static IEnumerable<Problem> Mail(MailSection mail)
    {
        if (!MailboxAddress.TryParse(mail.From, out var from) || !from.Address.Contains('@'))
            yield return new("channels.mail.from", $"\"{mail.From}\" is not a sender.", "Write a name and an address, such as \"Incidents <incidents@contoso.example>\".");
        if (mail.Smtp is not { } smtp)
            yield break;

        if (smtp.Host is not null && Uri.CheckHostName(smtp.Host.Trim('[', ']')) == UriHostNameType.Unknown)
            yield return new("channels.mail.smtp.host", $"\"{smtp.Host}\" is not a server's name.", "Write the name or address alone, without scheme and port.");
        else if (smtp is { Host: not null, Tls: SmtpTls.None } && !SmtpOptions.IsLoopbackHost(smtp.Host))
            yield return new("channels.mail.smtp.tls", "Mails with approval links would cross the network in the clear.", "Write \"startTls\" or \"onConnect\".");
        if (smtp is { User: not null, Password: null })
            yield return new("channels.mail.smtp.password", "There is a user but no password.", "Write \"env:NAME\" and set that environment variable.");
        else if (smtp is { User: null, Password: not null })
            yield return new("channels.mail.smtp.user", "There is a password but no user.", "Write the user, or leave out the password.");
        if (SecretCheck.Problem("channels.mail.smtp.password", smtp.Password, plain: true) is { } problem)
            yield return problem;
    }

    static IEnumerable<Problem> Push(ResponseConfiguration c)
    {
        if (c.Channels.Push is not { } push)
        {
            return (c.People ?? []).Index().Where(p => p.Item.Push is not null)
                .Select(p => new Problem($"people[{p.Index}].push", "There is no push server to send to this topic.", "Write channels.push.address, or leave the topic out."));
        }

        return new[] { AddressCheck.Problem("channels.push.address", push.Address), SecretCheck.Problem("channels.push.token", push.Token, plain: true) }.OfType<Problem>();
    }

    static IEnumerable<Problem> Call(CallSection call)
    {
        if (AddressCheck.Problem("channels.call.address", call.Address) is { } problem)
            yield return problem;
        else if (new Uri(call.Address).Query.Length > 0)
            yield return new("channels.call.address", "The room's name cannot follow a query.", "Leave out the ? and what follows.");
    }

    static IEnumerable<Problem> Posts(PostsSection posts)
    {
        var all = posts.Internal.Index().Select(p => (Path: $"channels.posts.internal[{p.Index}]", Name: p.Item))
            .Concat(posts.Public.Index().Select(p => (Path: $"channels.posts.public[{p.Index}]", Name: p.Item))).ToList();
        foreach (var (path, name) in all)
        {
            if (Taken.Contains(name))
                yield return new(path, $"\"{name}\" is the name of another channel.", "Choose another name.");
            else if (!ConfigurationCheck.IsId(name))
                yield return new(path, $"\"{name}\" cannot be a channel's name.", "Use small letters, digits, hyphens, dots and underscores, at most 64.");
        }

        foreach (var again in all.GroupBy(p => p.Name, StringComparer.Ordinal).SelectMany(g => g.Skip(1)))
            yield return new(again.Path, $"\"{again.Name}\" is given twice.", "Give each channel a name of its own.");
    }

    static IEnumerable<Problem> X(PostsSection posts)
    {
        if (posts.X is not { } x)
            return [];

        const string Path = "channels.posts.x";
        var channel = posts.Public.Contains(x.Channel) ? null
            : new Problem($"{Path}.channel", $"\"{x.Channel}\" is not among the public channels, so nothing would be posted.", $"Add \"{x.Channel}\" to channels.posts.public.");
        return new[]
        {
            channel, SecretCheck.Problem($"{Path}.consumerKey", x.ConsumerKey, plain: true), SecretCheck.Problem($"{Path}.consumerSecret", x.ConsumerSecret, plain: true),
            SecretCheck.Problem($"{Path}.accessToken", x.AccessToken, plain: true), SecretCheck.Problem($"{Path}.accessTokenSecret", x.AccessTokenSecret, plain: true),
        }.OfType<Problem>();
    }
}
