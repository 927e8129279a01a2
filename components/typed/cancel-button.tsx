import { Button, type ButtonLook } from "#components/ui/button";

interface Props extends Pick<ButtonLook, "size"> {
  typed: { discard: () => void };
  onClose: () => void;
}

/** Closes a form and throws away what was typed in it. */
export function CancelButton({ typed, onClose, size }: Props) {
  const cancel = () => {
    typed.discard();
    onClose();
  };
  return (
    <Button look="quiet" size={size} onClick={cancel}>
      Cancel
    </Button>
  );
}
