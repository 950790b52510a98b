const english = /\b(erase|remove|delete|take (out|away|off)|get rid of|clean up|clear away)/i
const korean = /지우|지워|지운|없애|없앤|없앨|제거|빼 ?(줘|주세요|고|라)|삭제|치우|치워/

/** Whether the words want something gone, rather than there. By table, not by grammar, as everything else is read. */
export const asksToErase = (prompt: string): boolean => english.test(prompt) || korean.test(prompt)
