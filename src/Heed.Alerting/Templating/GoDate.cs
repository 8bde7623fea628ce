using Heed.Templates;

namespace Heed.Alerting.Templating;

/// <summary>Times in Go's layouts (<c>2006-01-02 15:04</c>): by the <c>Format</c> method that times have in templates.</summary>
internal static class GoDate
{
    private static readonly Template Formatter = Parse();

    public static string Format(DateTimeOffset time, string layout)
    {
        Dictionary<string, object?> data = new() { ["time"] = time, ["layout"] = layout };
        return Formatter.TryExecute(data, null, out string text, out TemplateError? error)
            ? text
            : throw new TemplateException(error.Message);
    }

    private static Template Parse() =>
        Template.TryParse("date", "{{ .time.Format .layout }}", TemplateFunctions.None, out Template? template, out TemplateError? error)
            ? template
            : throw new InvalidOperationException(error.ToString());
}
