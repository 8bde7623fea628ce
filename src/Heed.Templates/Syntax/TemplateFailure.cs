namespace Heed.Templates.Syntax;

/// <summary>Unwinds the parser or the executor to the gate, which hands out the error as a value; it never leaves this room.</summary>
internal sealed class TemplateFailure(TemplateError error) : Exception(error.ToString())
{
    public TemplateError Error => error;
}
