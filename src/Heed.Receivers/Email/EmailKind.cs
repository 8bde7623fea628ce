using System.Globalization;

using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Documents;
using Heed.Http;

namespace Heed.Receivers.Email;

/// <summary>Mail by SMTP.</summary>
public sealed class EmailKind : IReceiverKind
{
    internal const string DefaultSubject = "{{ template \"email.default.subject\" . }}";
    internal const string DefaultHtml = "{{ template \"email.default.html\" . }}";
    internal const string DefaultText = "{{ template \"email.default.text\" . }}";

    private const string DefaultHello = "localhost";
    private const int ImplicitTlsPort = 465;

    public string Name => "email";

    public IntegrationReader Open(MappingReader global, GlobalOptions options, ReadingContext context)
    {
        EmailDefaults defaults = Read(
            global, "smtp_", new EmailDefaults("", "", DefaultHello, "", "", null, null, RequiresTls: true, null, TlsOptions.Default), context);
        return (node, index) => Read(node, index, defaults, context);
    }

    public IReceiver Create(IntegrationOptions options, ReceiverSurroundings surroundings) =>
        new EmailReceiver((EmailOptions)options, surroundings.Templates, surroundings.Clock);

    public string Preview(IntegrationOptions options, Notification notification, NoticeTemplates templates) =>
        EmailMessage.Preview(notification, (EmailOptions)options, templates);

    private EmailOptions? Read(DocumentNode node, int index, EmailDefaults defaults, ReadingContext context)
    {
        MappingReader reader = node.ReadMapping();
        string to = reader.TryRequire("to", "who gets the mail", out DocumentNode? toNode) ? toNode.ReadText() : "";
        EmailDefaults own = Read(reader, "", defaults, context);
        (string host, int port) = ReadSmarthost(node, own.Smarthost);
        if (own.From.Length == 0) node.Report("expected from here, or smtp_from under global; found neither");
        List<KeyValuePair<string, string>> headers = reader.TryGet("headers", out DocumentNode? headerNode)
            ? [.. headerNode.ReadTextMap()]
            : [];
        foreach (IGrouping<string, KeyValuePair<string, string>> same in headers.GroupBy(h => h.Key, StringComparer.OrdinalIgnoreCase))
        {
            if (same.Count() > 1) headerNode!.Report($"expected every header once, found {same.Key} again");
        }

        EmailOptions read = new(
            new(Name, index), reader.ReadSendResolved(false), to, own.From, host, port, own.Hello, own.Username, own.Identity, own.Password,
            own.Secret, own.RequiresTls, own.IsImplicitTls ?? port == ImplicitTlsPort, own.Tls, headers,
            reader.ReadTemplate("html", DefaultHtml), reader.ReadTemplate("text", ""));
        reader.RefuseKeys("mails that are to stand together need one subject, headers: { Subject: … }", "threading");
        reader.Finish();
        return to.Length == 0 || own.From.Length == 0 || host.Length == 0 ? null : read;
    }

    /// <summary>The keys that stand under <c>global</c>, with a prefix, and in an entry, without it.</summary>
    private static EmailDefaults Read(MappingReader reader, string prefix, EmailDefaults fallback, ReadingContext context)
    {
        bool implicitTls = reader.TryGet(prefix + "force_implicit_tls", out DocumentNode? implicitNode);
        return new EmailDefaults(
            reader.ReadTemplate(prefix + "from", fallback.From),
            reader.ReadTemplate(prefix + "smarthost", fallback.Smarthost),
            reader.TryGet(prefix + "hello", out DocumentNode? hello) && hello.ReadText().Length > 0 ? hello.ReadText() : fallback.Hello,
            reader.ReadTemplate(prefix + "auth_username", fallback.Username),
            reader.ReadTemplate(prefix + "auth_identity", fallback.Identity),
            reader.ReadSecret(prefix + "auth_password", context) ?? fallback.Password,
            reader.ReadSecret(prefix + "auth_secret", context) ?? fallback.Secret,
            reader.TryGet(prefix + "require_tls", out DocumentNode? tls) ? tls.ReadBool(fallback.RequiresTls) : fallback.RequiresTls,
            implicitTls ? implicitNode!.ReadBool() : fallback.IsImplicitTls,
            reader.TryGet(prefix + "tls_config", out DocumentNode? config) ? new HttpOptionsReader(context.Folder).ReadTls(config) : fallback.Tls);
    }

    private static (string Host, int Port) ReadSmarthost(DocumentNode node, string text)
    {
        int colon = text.LastIndexOf(':');
        string host = colon > 0 ? text[..colon].Trim('[', ']') : "";
        if (host.Length > 0 && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) && port > 0)
        {
            return (host, port);
        }

        node.Report(text.Length == 0
            ? "expected smarthost here, or smtp_smarthost under global; found neither"
            : $"expected smarthost to be a host and a port such as smtp.example.com:587, found \"{text}\"");
        return ("", 0);
    }
}
