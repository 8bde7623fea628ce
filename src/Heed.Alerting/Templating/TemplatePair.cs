using Heed.Templates;

namespace Heed.Alerting.Templating;

/// <summary>A label or annotation in a template.</summary>
public sealed record TemplatePair(string Name, string Value) : ITemplateObject
{
    public bool TryGetField(string name, out object? value)
    {
        value = name switch { "Name" => Name, "Value" => Value, _ => null };
        return value is not null;
    }
}
