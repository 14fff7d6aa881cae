using System.Reflection;

namespace MLOpsBuild.Targets;

/// <summary>Reads a property as its declaring type wrote it, past any override: the delegate is built on the getter's own code.</summary>
internal static class NonVirtual
{
    public static Delegate Get(PropertyInfo property, object instance)
    {
        var getter = property.GetMethod!;
        if (getter.IsAbstract)
            throw new UserMistakeException($"{property.DeclaringType!.Name}.{property.Name} has no default to inherit: it is abstract.");
        var type = typeof(Func<>).MakeGenericType(property.PropertyType);
        var read = (Delegate)Activator.CreateInstance(type, instance, getter.MethodHandle.GetFunctionPointer())!;
        return ((Func<Delegate>)read)();
    }
}
