namespace Heed.Templates;

/// <summary>
/// How a <see cref="TemplateFunction"/> refuses: its message ends up in a <see cref="TemplateError"/> with the place of the call.
/// Nothing else that a function throws is caught.
/// </summary>
public sealed class TemplateException : Exception
{
    public TemplateException(string message)
        : base(message)
    {
    }

    public TemplateException()
    {
    }

    public TemplateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
