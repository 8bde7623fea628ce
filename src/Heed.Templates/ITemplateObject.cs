namespace Heed.Templates;

/// <summary>
/// Data with named fields, without reflection. A field that holds a <see cref="TemplateFunction"/> is a method: naming it calls
/// it. A type may be a map too; then its fields win over its keys. <see cref="object.ToString"/> is what printing it writes.
/// </summary>
public interface ITemplateObject
{
    /// <summary>False where there is no such field, which is an error for the template.</summary>
    bool TryGetField(string name, out object? value);
}
