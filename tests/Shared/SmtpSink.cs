using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Incidents.Testing;

/// <summary>
/// A mail server (RFC 5321 without extensions but 8BITMIME and SMTPUTF8) on a loopback port that keeps what it is sent. It stays up while the host that it
/// receives from is killed and started again.
/// </summary>
public sealed class SmtpSink : Letters, IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly ConcurrentDictionary<string, bool> _refused = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Listens from now on.</summary>
    public SmtpSink()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Answers 550 to every mail to this address from now on, as a server does when there is no such mailbox.</summary>
    public void Refuse(string address) => _refused[address] = true;

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It was told to stop.
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                // Latin-1 keeps every byte as it is.
                using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
                await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
                await writer.WriteLineAsync("220 sink ESMTP");
                while (await reader.ReadLineAsync() is { } line && await AnswerAsync(line, reader, writer))
                {
                }
            }
            catch (IOException)
            {
                // The sender was killed: what it did not end with a dot is no mail.
            }
        }
    }

    // False when the conversation is over.
    async Task<bool> AnswerAsync(string line, StreamReader reader, StreamWriter writer)
    {
        var verb = line.Split(' ', 2)[0].ToUpperInvariant();
        if (verb == "DATA")
        {
            await writer.WriteLineAsync("354 End with a dot");
            if (await BodyAsync(reader) is not { } body)
            {
                return false;
            }

            using var bytes = new MemoryStream(body);
            Add(Letter.Of(await MimeMessage.LoadAsync(bytes), DateTimeOffset.UtcNow));
        }

        await writer.WriteLineAsync(verb switch
        {
            "EHLO" => "250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8",
            "RCPT" when _refused.Keys.Any(address => line.Contains($"<{address}>", StringComparison.OrdinalIgnoreCase)) => "550 5.1.1 No such mailbox",
            "HELO" or "MAIL" or "RCPT" or "DATA" or "RSET" or "NOOP" => "250 2.0.0 OK",
            "QUIT" => "221 2.0.0 Bye",
            _ => "500 5.5.1 Unknown",
        });
        return verb != "QUIT";
    }

    // Null when the sender broke off before the dot.
    static async Task<byte[]?> BodyAsync(StreamReader reader)
    {
        var body = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line == ".")
            {
                return Encoding.Latin1.GetBytes(body.ToString());
            }

            body.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return null;
    }
}
