namespace Heed.Templates;

/// <summary>
/// A function or method that a template may call. Arguments and result are the values that <see cref="Template"/> lists;
/// whole numbers arrive as <see cref="long"/>. Refuses with a <see cref="TemplateException"/>.
/// </summary>
public delegate object? TemplateFunction(object?[] arguments);
