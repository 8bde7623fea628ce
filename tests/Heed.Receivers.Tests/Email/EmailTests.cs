using System.Text;

using Heed.Alerting.Notifications;
using Heed.Receivers.Http;
using Heed.Testing;

namespace Heed.Receivers.Tests.Email;

/// <summary>Mail to a real server on the loopback interface.</summary>
public sealed class EmailTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpSender _sender = new(new HttpSenderOptions(), TimeProvider.System);

    public void Dispose()
    {
        _folder.Dispose();
        _sender.Dispose();
    }

    [Fact]
    public async Task A_notice_goes_encrypted_and_authenticated_as_text_and_html()
    {
        await using MailServer server = new(["STARTTLS", "AUTH PLAIN LOGIN"]);
        ReceiverResult result = await SendAsync(
            server, "to: 'Ann <ann@example.org>, bob@example.org', auth_username: heed, auth_password: pw, text: '{{ template \"email.default.text\" . }}'", Samples.Notification(summary: "<i>Größe</i>"));

        Assert.Equal("250 queued as 42", Assert.IsType<ReceiverResult.Delivered>(result).Receipt);
        Assert.True(server.WasEncrypted);
        Assert.Equal(
            ["EHLO here", "STARTTLS", "EHLO here", "AUTH PLAIN " + Base64("\0heed\0pw"), "MAIL FROM:<heed@example.org>", "RCPT TO:<ann@example.org>", "RCPT TO:<bob@example.org>", "DATA"],
            server.Commands.Take(8));
        Assert.Contains("Subject: [FIRING:1] Drift (credit critical)\r\n", server.Message, StringComparison.Ordinal);
        Assert.Contains("To: \"Ann\" <ann@example.org>, bob@example.org\r\n", server.Message, StringComparison.Ordinal);
        Assert.Contains("Date: Mon, 02 Mar 2026 00:01:30 +0000\r\n", server.Message, StringComparison.Ordinal);
        Assert.Contains(" - summary = <i>Größe</i>", server.Bodies[0], StringComparison.Ordinal);
        Assert.Contains("&lt;i&gt;Gr", server.Bodies[1], StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", server.Bodies[1], StringComparison.Ordinal);
        Assert.All(server.Message.Split("\r\n"), line => Assert.True(line.Length <= 998 && line.All(char.IsAscii)));
    }

    [Fact]
    public async Task A_label_cannot_bring_a_header_and_its_letters_are_kept()
    {
        await using MailServer server = new([]);
        await SendAsync(server, "to: a@b.c, require_tls: false, headers: { Subject: '{{ .CommonAnnotations.summary }}', X-Team: risk }", Samples.Notification(summary: "ä\r\nBcc: evil@example.org"));

        Assert.DoesNotContain("\r\nBcc:", server.Message, StringComparison.Ordinal);
        Assert.Contains($"Subject: =?UTF-8?B?{Base64("ä Bcc: evil@example.org")}?=\r\n", server.Message, StringComparison.Ordinal);
        Assert.Contains("X-Team: risk\r\n", server.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AUTH LOGIN", "auth_password: pw", "AUTH LOGIN|aGVlZA==|cHc=")]
    [InlineData("AUTH CRAM-MD5 PLAIN", "auth_secret: s", "AUTH CRAM-MD5|aGVlZCAzNGU3NWNjYTJjYWY3MTdkMzFiNjNlYmQwODBkM2Y5MA==")]
    public async Task Who_we_are_is_said_as_the_server_wants_it(string offer, string secret, string expected)
    {
        string[] challenges = ["AUTH LOGIN", "aGVlZA==", "AUTH CRAM-MD5"];
        await using MailServer server = new([offer], command => challenges.Contains(command) ? "334 " + Base64("<1@mail>") : null);
        await SendAsync(server, $"to: a@b.c, require_tls: false, auth_username: heed, {secret}", Samples.Notification());

        string[] said = [.. server.Commands.Skip(1).TakeWhile(c => !c.StartsWith("MAIL", StringComparison.Ordinal))];
        Assert.Equal(expected, string.Join('|', said));
    }

    [Theory]
    [InlineData("MAIL FROM:<heed@example.org>", "451 come back later", "Retry")]
    [InlineData("RCPT TO:<a@b.c>", "550 no such person", "Rejected")]
    [InlineData("EHLO here", "421 busy", "Retry")]
    [InlineData("MESSAGE", "554 looks like spam", "Rejected")]
    [InlineData("MESSAGE", "nonsense", "Retry")]
    public async Task The_answer_decides_whether_to_try_again(string command, string answer, string expected)
    {
        await using MailServer server = new([], c => c == command ? answer : null);
        ReceiverResult result = await SendAsync(server, "to: a@b.c, require_tls: false", Samples.Notification());

        Assert.Equal(expected, result.GetType().Name);
        if (answer != "nonsense") Assert.Contains(answer[4..], result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_tls_that_is_asked_for_or_with_a_certificate_that_is_not_trusted_nothing_is_sent()
    {
        await using MailServer plain = new([]);
        Assert.Contains("offers no STARTTLS", Assert.IsType<ReceiverResult.Rejected>(await SendAsync(plain, "to: a@b.c", Samples.Notification())).Reason, StringComparison.Ordinal);
        await using MailServer unknown = new(["STARTTLS"]);
        Assert.IsType<ReceiverResult.Retry>(await SendAsync(unknown, "to: a@b.c", Samples.Notification(), trusts: false));
        Assert.DoesNotContain("DATA", unknown.Commands);
    }

    [Fact]
    public async Task A_refused_password_is_not_told()
    {
        await using MailServer server = new(["AUTH PLAIN"], c => c.StartsWith("AUTH", StringComparison.Ordinal) ? "535 bad password pw-s3cret" : null);
        ReceiverResult result = await SendAsync(server, "to: a@b.c, require_tls: false, auth_username: heed, auth_password: pw-s3cret", Samples.Notification());

        Assert.Equal($"localhost:{server.Port} answered 535 to AUTH", Assert.IsType<ReceiverResult.Rejected>(result).Reason);
    }

    [Theory]
    [InlineData("to: a@b.c, smarthost: 'mail'", "expected smarthost to be a host and a port")]
    [InlineData("smarthost: 'mail:25'", "expected the key \"to\"")]
    [InlineData("to: a@b.c, smarthost: 'mail:25', from: ''", "expected from here, or smtp_from under global")]
    [InlineData("to: a@b.c, smarthost: 'mail:25', headers: { Subject: a, subject: b }", "expected every header once")]
    public void A_mistake_is_told(string entry, string expected)
    {
        Assert.Null(Samples.TryParse("am.yml", $"global: {{ smtp_from: h@x.y }}\nroute: {{ receiver: r }}\nreceivers: [{{ name: r, email_configs: [{{ {entry} }}] }}]", out Heed.Documents.Diagnostics diagnostics));
        Assert.Contains(expected, string.Join("\n", diagnostics.All), StringComparison.Ordinal);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private Task<ReceiverResult> SendAsync(MailServer server, string entry, Notification notification, bool trusts = true)
    {
        string tls = trusts ? $", tls_config: {{ ca_file: {_folder.Write("ca.pem", server.Pem)} }}" : "";
        IReceiver receiver = Samples.Receiver($"email_configs: [{{ smarthost: 'localhost:{server.Port}', {entry}{tls} }}]", _sender, "{ smtp_from: heed@example.org, smtp_hello: here }");
        return receiver.SendAsync(notification, CancellationToken.None);
    }
}
