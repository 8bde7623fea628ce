namespace Heed.Templates;

/// <summary>Why a template could not be read or executed.</summary>
/// <param name="Template">The name of the text that the place is in.</param>
/// <param name="Message">A sentence without a full stop.</param>
/// <param name="Line">Counted from one.</param>
/// <param name="Column">In characters, counted from one.</param>
public sealed record TemplateError(string Template, string Message, int Line, int Column)
{
    /// <summary><c>template:line:column: message</c></summary>
    public override string ToString() => $"{Template}:{Line}:{Column}: {Message}";
}
