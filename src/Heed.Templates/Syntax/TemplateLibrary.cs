namespace Heed.Templates.Syntax;

/// <summary>What an execution can reach. Nothing changes it.</summary>
internal sealed record TemplateLibrary(
    IReadOnlyDictionary<string, TemplateTree> Trees, TemplateFunctions Functions, TemplateOptions Options);
