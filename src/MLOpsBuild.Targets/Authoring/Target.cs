namespace MLOpsBuild.Targets;

/// <summary>A target of a build: a property whose delegate describes it, and whose delegate is its identity.</summary>
/// <param name="definition">Collects what the target says about itself.</param>
/// <returns>The same definition.</returns>
public delegate ITargetDefinition Target(ITargetDefinition definition);

/// <summary>A target that prepares a context; its component's <see cref="Cleanup"/> follows it.</summary>
/// <param name="definition">Collects what the target says about itself.</param>
/// <returns>The same definition.</returns>
public delegate ITargetDefinition Setup(ITargetDefinition definition);

/// <summary>A target that ends a context, also after a failure.</summary>
/// <param name="definition">Collects what the target says about itself.</param>
/// <returns>The same definition.</returns>
public delegate ITargetDefinition Cleanup(ITargetDefinition definition);

/// <summary>Changes settings and returns them.</summary>
/// <typeparam name="T">The settings.</typeparam>
/// <param name="settings">The settings so far.</param>
/// <returns>The settings to use.</returns>
public delegate T Configure<T>(T settings);
