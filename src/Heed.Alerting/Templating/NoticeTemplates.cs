using Heed.Alerting.Notifications;
using Heed.Documents;
using Heed.Templates;

namespace Heed.Alerting.Templating;

/// <summary>
/// The templates that notices are written with: Heed's defaults and the files of the configuration. Writing never fails: where a
/// template does, the notice says what it would say by default, and why. Safe for use by several threads.
/// </summary>
public sealed class NoticeTemplates
{
    private const int MaxRouteLabelDepth = 10;

    private readonly Lock _gate = new();
    private readonly TemplateSet _set;
    private Notification? _notification;
    private int _depth;
    private long _failures;

    private NoticeTemplates() =>
        _set = new TemplateSet(
            NoticeFunctions.Create(() => _notification!.TimeMs, RouteLabel_NeedsLock), TemplateOptions.Default with { MissingKey = MissingKey.EmptyText });

    /// <summary>How many texts were replaced by their default because their template failed.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>The defaults and, over them, the files that the patterns name; a pattern that names no file is no mistake.</summary>
    /// <param name="patterns">Paths whose last part may hold <c>*</c> and <c>?</c>.</param>
    /// <param name="diagnostics">Gets what is wrong in the files; the rest is used.</param>
    public static NoticeTemplates Load(IReadOnlyList<string> patterns, Diagnostics diagnostics)
    {
        NoticeTemplates templates = new();
        if (!templates._set.TryAdd("default", DefaultTemplates.Text, out TemplateError? broken))
        {
            throw new InvalidOperationException(broken.ToString());
        }

        foreach (string file in patterns.SelectMany(Files)) templates.Add(file, diagnostics);
        return templates;
    }

    /// <summary>Whether a text is a template that can be read; the sentence says why not.</summary>
    public bool Check(string text, out string error)
    {
        lock (_gate)
        {
            bool fine = _set.TryParse("", text, out _, out TemplateError? wrong);
            error = fine ? "" : wrong!.ToString();
            return fine;
        }
    }

    /// <summary>
    /// Writes a text of a notice. Where its template fails, <paramref name="fallback"/> is written in its place and, where that
    /// fails too, the names of the alerts; with the error behind it in brackets.
    /// </summary>
    public string Write(string name, string text, Notification notification, string fallback)
    {
        if (!text.Contains("{{", StringComparison.Ordinal)) return text;
        TemplateData data = new(notification);
        lock (_gate)
        {
            _notification = notification;
            if (_set.TryExecute(name, text, data, null, out string output, out TemplateError? error)) return output;
            Interlocked.Increment(ref _failures);
            bool saved = _set.TryExecute(name, fallback, data, null, out string replaced, out _);
            return $"{(saved ? replaced : Plain(notification))} [template failed: {error}]";
        }
    }

    /// <summary>Writes a text, with the failure as a value, for those who know better what to write in its place. It is counted.</summary>
    public bool TryWrite(string name, string text, Notification notification, out string output, out string error)
    {
        lock (_gate)
        {
            _notification = notification;
            bool written = _set.TryExecute(name, text, new TemplateData(notification), null, out output, out TemplateError? failure);
            error = written ? "" : failure!.ToString();
            if (!written) Interlocked.Increment(ref _failures);
            return written;
        }
    }

    /// <summary>
    /// Writes a text that has to be of a certain form, such as a colour or an address: nothing is put behind it, and where its
    /// template fails the fallback stands as it is.
    /// </summary>
    public string WriteWord(string name, string text, Notification notification, string fallback)
    {
        if (!text.Contains("{{", StringComparison.Ordinal)) return text;
        lock (_gate)
        {
            _notification = notification;
            if (_set.TryExecute(name, text, new TemplateData(notification), null, out string output, out _)) return output;
        }

        Interlocked.Increment(ref _failures);
        return fallback;
    }

    /// <summary>
    /// As <see cref="Write"/>, for HTML: what alerts say of themselves is escaped before a template sees it, so that no label or annotation
    /// can bring mark-up of its own.
    /// </summary>
    public string WriteHtml(string name, string text, Notification notification, string fallback) =>
        Write(name, text, EscapedNotification.Of(notification), fallback);

    /// <summary>Empty for a text that no route says. Texts may ask for each other, but not without end.</summary>
    private string RouteLabel_NeedsLock(string name)
    {
        string text = _notification!.RouteLabels.FirstOrDefault(l => l.Key == name).Value ?? "";
        if (_depth == MaxRouteLabelDepth) throw new TemplateException($"expected route labels at most {MaxRouteLabelDepth} deep, found \"{name}\" below");
        _depth++;
        try
        {
            TemplateData data = new(_notification);
            return _set.TryExecute("route label " + name, text, data, null, out string output, out TemplateError? error)
                ? output
                : throw new TemplateException(error.ToString());
        }
        finally
        {
            _depth--;
        }
    }

    private static string Plain(Notification notification) =>
        $"{TemplateData.Word(notification.Status)}: {string.Join(", ", notification.Alerts.Select(a => a.Labels.ToString()))}";

    private static IEnumerable<string> Files(string pattern)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(pattern)) ?? "/";
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, Path.GetFileName(pattern)).Order(StringComparer.Ordinal) : [];
    }

    private void Add(string file, Diagnostics diagnostics)
    {
        try
        {
            string text = File.ReadAllText(file);
            if (!_set.TryAdd(Path.GetFileName(file), text, out TemplateError? error))
            {
                diagnostics.Add(new Diagnostic(file, error.Line, error.Column, "", error.Message));
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(new Diagnostic(file, 0, 0, "", $"the file of templates cannot be read: {failure.GetType().Name}"));
        }
    }
}
