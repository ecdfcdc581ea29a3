using System.ComponentModel.DataAnnotations;
using Incidents.Adapters.Channels;

namespace Incidents.Hosting.Configuration;

/// <summary>How people, company and public are reached.</summary>
public sealed record ChannelsSection
{
    /// <summary>Mail to people.</summary>
    public MailSection Mail { get; init; } = new();

    /// <summary>Pushes that wake people. Default: none; then nobody may have a push topic.</summary>
    public PushSection? Push { get; init; }

    /// <summary>Pushes through Pushover. Default: none; then nobody may have a way of this kind.</summary>
    public PushoverSection? Pushover { get; init; }

    /// <summary>The video call.</summary>
    public CallSection Call { get; init; } = new();

    /// <summary>Teams calls and calendars. Default: none; the call is a link, and the post-mortem is an invitation by mail.</summary>
    public GraphSection? Graph { get; init; }

    /// <summary>The company's chat in Slack. Default: none.</summary>
    public SlackSection? Slack { get; init; }

    /// <summary>The company's chat in Teams. Default: none.</summary>
    public TeamsSection? Teams { get; init; }

    /// <summary>Posts to company and public.</summary>
    public PostsSection Posts { get; init; } = new();
}

/// <summary>Mail.</summary>
public sealed record MailSection
{
    /// <summary>The sender of every mail, such as "Incidents &lt;incidents@contoso.example&gt;". Default "Incident Functions &lt;incidents@localhost&gt;".</summary>
    public string From { get; init; } = "Incident Functions <incidents@localhost>";

    /// <summary>The server that sends them. Default: none; mails are written as .eml files into the data folder.</summary>
    public SmtpSection? Smtp { get; init; }

    /// <summary>The mailbox that mails come back to. Default: none; a mail that comes back is noticed by whoever reads that mailbox.</summary>
    public BouncesSection? Bounces { get; init; }
}

/// <summary>A mail server.</summary>
public sealed record SmtpSection
{
    /// <summary>The server's name or address. Required.</summary>
    public required string Host { get; init; }

    /// <summary>The server's port. Default 587; 1 to 65535.</summary>
    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    /// <summary>startTls (the connection turns to TLS or fails), onConnect (TLS from the first byte, usual on port 465), or none (only to a loopback address). Default startTls.</summary>
    public SmtpTls Tls { get; init; } = SmtpTls.StartTls;

    /// <summary>Whom to sign in as. Default: none, no sign-in.</summary>
    public string? User { get; init; }

    /// <summary>The user's password, as an environment variable (env:NAME). Required when there is a user.</summary>
    public Secret? Password { get; init; }
}

/// <summary>Pushes through an ntfy server.</summary>
public sealed record PushSection
{
    /// <summary>The server's base address, such as https://ntfy.sh. Required.</summary>
    public required string Address { get; init; }

    /// <summary>An access token of the server, as an environment variable (env:NAME). Default: none.</summary>
    public Secret? Token { get; init; }
}

/// <summary>The video call.</summary>
public sealed record CallSection
{
    /// <summary>The base address under which any room name opens a call. Default https://meet.jit.si/.</summary>
    public string Address { get; init; } = "https://meet.jit.si/";
}

/// <summary>Posts; each is a file, in a folder of the channel's name, unless a section below says where the channel leads.</summary>
public sealed record PostsSection
{
    /// <summary>Names of the channels inside the company. Default: company.</summary>
    public IReadOnlyList<string> Internal { get; init; } = ["company"];

    /// <summary>Names of the public channels besides the status page, such as x. Default: none.</summary>
    public IReadOnlyList<string> Public { get; init; } = [];

    /// <summary>The account on X that posts of one public channel come from. Default: none; they are files like the others.</summary>
    public XSection? X { get; init; }
}

/// <summary>An account on X, by the four keys of its app (OAuth 1.0a user context, read and write).</summary>
public sealed record XSection
{
    /// <summary>The name in posts.public that stands for X. Default x.</summary>
    public string Channel { get; init; } = "x";

    /// <summary>The app's API key, as an environment variable (env:NAME). Required.</summary>
    public required Secret ConsumerKey { get; init; }

    /// <summary>The app's API key secret, as an environment variable (env:NAME). Required.</summary>
    public required Secret ConsumerSecret { get; init; }

    /// <summary>The account's access token, as an environment variable (env:NAME). Required.</summary>
    public required Secret AccessToken { get; init; }

    /// <summary>The account's access token secret, as an environment variable (env:NAME). Required.</summary>
    public required Secret AccessTokenSecret { get; init; }
}
